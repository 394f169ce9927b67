import { z } from 'zod';
import { defineNetwork } from '../../../src/ports/network.ts';
import { addresses } from './addresses.ts';
import { getPosts, getUser } from './api.ts';
import { push } from './push.ts';
import { toPosts } from './said.ts';
import { X, toProfile } from './wire.ts';

/** X, by the customer's own bearer token: people who agreed to be looked for there, and what they write. */
export const x = defineNetwork({
  id: X,
  title: 'X',
  base: 'https://api.x.com',
  /** `bearerToken`: of the customer's own app, in whose name and on whose account everything is asked. */
  settings: z.strictObject({ bearerToken: z.string().min(1).optional() }),
  needs: ['bearerToken'],
  addresses,
  limits: { requests: 300, perSeconds: 900, together: 2 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: false,
    mayDerive: false,
    needsConsent: true,
    clause:
      'A person on X is matched to a customer record only after they agreed to it expressly, nobody is profiled, where ' +
      'somebody is may not be kept, and nothing of X is shown inside a frame.',
    source: 'https://docs.x.com/developer-terms/policy',
  },
  costs: {
    profile: 0.01,
    post: 0.005,
    charged: 'for what is found',
    source: 'https://docs.x.com/x-api/getting-started/pricing',
  },
  push,
  connect: (tools) => ({
    profile: async (at) => {
      const user = await getUser(tools, at);
      return user && toProfile(user, tools.now());
    },
    posts: async (of, range) =>
      of.reserved || of.standing !== 'active'
        ? []
        : toPosts(await getPosts(tools, of.id, range), of, range, tools.now()),
  }),
});
