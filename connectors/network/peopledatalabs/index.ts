import { z } from 'zod';
import type { Sought } from '../../../src/core/identity/plan.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { enrich, personAsked, retrieve } from './api.ts';
import type { Tools } from './api.ts';
import { PEOPLEDATALABS, pageOf, toProfile } from './wire.ts';

const ID = /^[A-Za-z0-9_-]{10,64}$/;

/** A match, at the list price of a self-served key; contracts differ, and the budget of the settings counts by this. */
const A_MATCH = 0.28;

/** People Data Labs: what others say of a person, by the customer's own key and contract. Keyed on its id. */
export const peopledatalabs = defineNetwork({
  id: PEOPLEDATALABS,
  title: 'People Data Labs',
  base: 'https://api.peopledatalabs.com',
  /** `minLikelihood`: how sure it has to be that this is the person, from 1 to 10; what is less sure is not charged. */
  settings: z.strictObject({
    apiKey: z.string().min(1).optional(),
    minLikelihood: z.coerce.number().int().min(1).max(10).default(6),
  }),
  needs: ['apiKey'],
  addresses: {
    network: PEOPLEDATALABS,
    title: 'People Data Labs',
    hosts: ['api.peopledatalabs.com'],
    paths: [/^\/v5\/person\/retrieve\/([A-Za-z0-9_-]{10,64})\/?(?:[?#]|$)/],
    handle: ID,
    fold: 'exact',
    reserved: [],
    url: pageOf('{handle}'),
    aliases: ['pdl'],
  },
  limits: { requests: 100, perSeconds: 60, together: 2 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'The customer’s own contract decides what it is used for. What it says is said by others: nothing of it counts as ' +
      'proof, and since it is no basis to match an account on X, none is asked for or read.',
    source: 'https://docs.peopledatalabs.com/docs/reference-person-enrichment-api',
  },
  costs: {
    profile: A_MATCH,
    person: A_MATCH,
    charged: 'for what is found',
    rememberDays: 30,
    source: 'https://www.peopledatalabs.com/pricing/person',
  },
  connect: (tools): Network => ({
    profile: (at) => profile(tools, 'id' in at ? at.id : at.handle),
    person: (sought) => person(tools, sought),
    personAsked: (sought) => personAsked(tools, sought),
  }),
});

async function profile(tools: Tools, id: string): Promise<Profile | undefined> {
  const found = ID.test(id) ? await retrieve(tools, id) : undefined;
  return found && toProfile(found, tools.now());
}

async function person(tools: Tools, sought: Sought): Promise<Profile | undefined> {
  const found = await enrich(tools, sought);
  return found && toProfile(found, tools.now());
}
