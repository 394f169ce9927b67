import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getAccount, getAccounts, getLetters } from './api.ts';
import { PENPAL, toPost, toProfile } from './wire.ts';

const HANDLE = /^[a-z0-9_]{1,30}$/;
const PAGES = 3;

/** Penpal, which does not exist: people who write open letters, keyed by the number each was given. */
export const penpal = defineNetwork({
  id: PENPAL,
  title: 'Penpal',
  base: 'https://api.penpal.example',
  settings: z.strictObject({ apiKey: z.string().min(1).optional() }),
  addresses: {
    network: PENPAL,
    title: 'Penpal',
    hosts: ['penpal.example'],
    paths: [/^\/@([A-Za-z0-9_]{1,30})\/?(?:[?#]|$)/],
    handle: HANDLE,
    fold: 'lower',
    reserved: [],
    url: 'https://penpal.example/@{handle}',
    aliases: [],
  },
  limits: { requests: 60, perSeconds: 60, together: 2 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause: 'Letters may be read by everybody to whom they are addressed, and open letters by everybody.',
    source: 'https://penpal.example/terms',
  },
  connect: (tools): Network => ({
    profile: async (at) => {
      const name = 'id' in at ? at.id : at.handle.toLowerCase();
      const found = HANDLE.test(name) ? await getAccount(tools, name) : undefined;
      return found && toProfile(found, tools.now());
    },
    search: async (name) =>
      (await getAccounts(tools, name)).slice(0, 10).map((one) => toProfile(one, tools.now())),
    posts: async (of, range) => {
      const found: Post[] = [];
      let page: string | undefined = '1';
      for (let turn = 0; page !== undefined && turn < PAGES && found.length < range.limit; turn++) {
        const { letters, next } = await getLetters(tools, of.id, page);
        found.push(...letters.map((letter) => toPost(letter, of, tools.now())));
        page = next;
      }
      return newest(found, range);
    },
  }),
});
