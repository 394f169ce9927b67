import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NETWORKS } from '../../../connectors/index.ts';
import { LISTEN_CHECKS, listenContract } from './listen.ts';
import type { ListenKit } from './listen-kit.ts';
import { LISTEN_FAULTS, sampleListen } from './listen-sample.ts';
import type { ListenFault } from './listen-sample.ts';
import { isNotSoft } from '../planted-faults.ts';

const kit: ListenKit = {
  settings: { base: 'https://sample.example' },
  people: ['1815', '1906', '404'],
  said: (by, n) => JSON.stringify({ kind: 'said', by, id: `${by}-${n}`, n, at: `2026-02-0${n}T12:00:00Z` }),
  idle: [JSON.stringify({ kind: 'liked', by: '1815', id: 'l', n: 1, at: '2026-02-01T12:00:00Z' })],
  odd: ['', '{', 'null', '[1]', '{"kind":"said"}', new Uint8Array([0xff, 0xfe])],
};

/** Which sentence of the contract has to break on which fault. */
const KILLED_BY: Readonly<Record<ListenFault, RegExp>> = {
  'listens unencrypted': /encrypted/,
  'listens to the public network when another is read': /another network/,
  'names happenings by the clock': /calls the same happening/,
  'names all happenings alike': /another another/,
  'tells of everybody': /nobody who is not heeded/,
  'heeds only whom it began with': /comes to be heeded/,
  'does not wait until it is kept': /before what it told is kept/,
  'forgets where it was': /goes on from it/,
  'gives a position too early': /position with everything/,
  'stands still while nobody speaks': /moves its position/,
  'does not say what it missed': /says once/,
  'says what it missed when something comes': /although nothing comes/,
  'says it missed something whenever it begins': /goes on from it/,
  'breaks at an odd frame': /passes over/,
  'stops at what is none of our business': /passes over/,
  'takes what is none of our business for words': /passes over/,
  'listens on when it is told to end': /ends when/,
  'dates happenings by the clock': /dates what happened/,
  'believes in the future': /never later/,
  'guesses what is missing': /malformed/,
  'shows words in an error': /malformed/,
};

listenContract(sampleListen(), kit);

isNotSoft('a network that is listened to', {
  ...{ checks: LISTEN_CHECKS, faults: LISTEN_FAULTS, killedBy: KILLED_BY },
  put: ({ run }, fault) => run(sampleListen(fault), kit),
});

it('every network that is listened to is put to the contract, and none of them calls besides', () => {
  const listened = NETWORKS.filter(({ listen }) => listen);
  expect(listened.map(({ id }) => String(id))).toContain('bluesky');
  for (const { id, push } of listened) {
    const path = new URL(`../../../connectors/network/${id}/listen.test.ts`, import.meta.url);
    expect(existsSync(path) && readFileSync(path, 'utf8').includes('listenContract('), id).toBe(true);
    expect(push, id).toBeUndefined();
  }
});
