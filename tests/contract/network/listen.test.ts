import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../../connectors/index.ts';
import { LISTEN_CHECKS, listenContract } from './listen.ts';
import type { ListenKit } from './listen-kit.ts';
import { LISTEN_FAULTS, sampleListen } from './listen-sample.ts';
import type { ListenFault } from './listen-sample.ts';

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

describe('the contract of a network that is listened to is not soft: a connector that', () => {
  const known = new Map<ListenFault, Promise<readonly string[]>>();

  /** The sentences that break on a fault; each fault is put to the contract once. */
  function brokenBy(fault: ListenFault): Promise<readonly string[]> {
    const broken = known.get(fault) ?? put(fault);
    known.set(fault, broken);
    return broken;
  }

  async function put(fault: ListenFault): Promise<readonly string[]> {
    const broken: string[] = [];
    for (const { name, run } of LISTEN_CHECKS)
      await run(sampleListen(fault), kit).catch(() => broken.push(name));
    return broken;
  }

  it.each(LISTEN_FAULTS)('%s does not pass', async (fault) => {
    const broken = await brokenBy(fault);
    const killed = broken.some((name) => KILLED_BY[fault].test(name));
    expect(killed, broken.join('; ') || 'it passed').toBe(true);
  });

  it('is broken in every sentence by some fault', async () => {
    const broken = new Set<string>();
    for (const fault of LISTEN_FAULTS) for (const name of await brokenBy(fault)) broken.add(name);
    expect(LISTEN_CHECKS.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
  });
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
