import { z } from 'zod';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getAccount } from './api.ts';
import { toProfile, YOURS } from './wire.ts';

/** How a handle is written there, in the form in which it is kept. */
const HANDLE = /^[a-z0-9_]{1,30}$/;

/** Yours: say in one sentence what it knows of people, and by what a profile is keyed. */
export const yours = defineNetwork({
  id: YOURS,
  title: 'Yours',
  base: 'https://api.yours.invalid',
  /** What an admin may set; what it cannot do without stands in `needs`. */
  settings: z.strictObject({ apiKey: z.string().min(1).optional() }),
  addresses: {
    network: YOURS,
    title: 'Yours',
    hosts: ['yours.invalid'],
    paths: [/^\/@([A-Za-z0-9_]{1,30})\/?(?:[?#]|$)/],
    handle: HANDLE,
    fold: 'lower',
    reserved: [],
    url: 'https://yours.invalid/@{handle}',
    aliases: [],
  },
  limits: { requests: 0, perSeconds: 60, together: 2 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: false,
    mayShowInFrame: false,
    mayDerive: false,
    needsConsent: true,
    clause: '',
    source: '',
  },
  connect: (tools): Network => ({
    profile: async (at) => {
      const name = 'id' in at ? at.id : at.handle.toLowerCase();
      const found = HANDLE.test(name) ? await getAccount(tools, name) : undefined;
      return found && toProfile(found, tools.now());
    },
  }),
});
