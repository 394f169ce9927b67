import { expect, it } from 'vitest';
import { toldHealth } from './told-health.ts';
import type { ToldSoFar } from './told-health.ts';

const nothing: ToldSoFar = { reached: true, feeds: [], hosts: [], mentions: [] };
const says = (told: Partial<ToldSoFar>) => toldHealth({ ...nothing, ...told }).map((one) => one.says);
const [told, silent] = [{ isTold: true }, { isTold: false }];

it.each<[Partial<ToldSoFar>, string]>([
  [{}, 'No feed of a linked profile names a hub.'],
  [{ feeds: [told] }, 'Hubs tell of 1 feed at once.'],
  [{ feeds: [told, told, silent] }, 'Hubs tell of 2 feeds at once, of 1 not yet.'],
  [
    { feeds: [told, silent, { isTold: false, says: 'The hub answered 403.' }] },
    'Hubs tell of 1 feed at once, of 2 not: The hub answered 403.',
  ],
  [
    { feeds: [told], reached: false },
    'Nobody outside can call Kith, so no hub is asked to tell: it needs a public address.',
  ],
])('how hubs stand: %j', (so, sentence) => expect(says(so)[0]).toBe(sentence));

it.each<[Partial<ToldSoFar>, string]>([
  [{}, 'No mentions are received: no host was named whose pages may be mentioned.'],
  [
    { hosts: ['acme.example'], mentions: [{ state: 'kept' }, { state: 'refused' }] },
    'Mentions of acme.example are received: 1 kept.',
  ],
  [
    { hosts: ['acme.example', 'acme.test'], mentions: [{ state: 'waiting' }] },
    'Mentions of acme.example, acme.test are received: 0 kept, 1 to be looked at.',
  ],
  [
    { hosts: ['acme.example'], reached: false },
    'Nobody outside can call Kith, so no mentions arrive: it needs a public address.',
  ],
])('how mentions stand: %j', (so, sentence) => expect(says(so)[1]).toBe(sentence));
