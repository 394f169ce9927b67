import { expect, it } from 'vitest';
import { Failure } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import type { Network } from '../ports/network.ts';
import { withCircuit } from './circuit.ts';

/** A network whose answers the test decides, question by question, and that counts what reaches it. */
function world(restMs = 60_000) {
  let at = 0;
  let reached = 0;
  let answer: () => ReturnType<Network['profile']> = () => Promise.resolve(undefined);
  const inner: Network = {
    profile: () => {
      reached += 1;
      return answer();
    },
  };
  const network = withCircuit(inner, { failures: 3, restMs, now: () => new Date(at) });
  return {
    network,
    reached: () => reached,
    pass: (ms: number) => {
      at += ms;
    },
    fails: (kind: FailureKind, retryAfterMs?: number) => {
      answer = () => Promise.reject(new Failure(kind, 'the other side', { retryAfterMs }));
    },
    answers: () => {
      answer = () => Promise.resolve(undefined);
    },
    keepsSilent: () => {
      answer = () => Promise.withResolvers<undefined>().promise;
    },
    ask: () => network.profile({ handle: 'ada' }),
    askInVain: async (times: number) => {
      for (let i = 0; i < times; i++) await network.profile({ handle: 'ada' }).catch(() => undefined);
    },
  };
}

it('stops asking a network that failed three times in a row, and says so in the same way', async () => {
  const w = world();
  w.fails('unavailable');
  await w.askInVain(3);

  await expect(w.ask()).rejects.toMatchObject({ kind: 'unavailable' });
  expect(w.reached()).toBe(3);
});

it('lets nobody wait who asked before it was known', async () => {
  const w = world();
  w.keepsSilent();
  const waiting = w.ask();
  w.fails('unavailable');
  await w.askInVain(3);

  await expect(waiting).rejects.toMatchObject({ kind: 'unavailable' });
});

it('keeps asking when an answer came in between', async () => {
  const w = world();
  w.fails('unavailable');
  await w.askInVain(2);
  w.answers();
  await w.ask();
  w.fails('unavailable');
  await w.askInVain(2);

  expect(w.reached()).toBe(5);
  w.answers();
  await expect(w.ask()).resolves.toBeUndefined();
});

it('asks once after the rest: one answer opens the way, one more failure closes it again', async () => {
  const w = world();
  w.fails('unavailable');
  await w.askInVain(3);
  w.pass(60_000);
  await w.askInVain(2);
  expect(w.reached()).toBe(4);

  w.pass(60_000);
  w.answers();
  await w.ask();
  await w.ask();
  expect(w.reached()).toBe(6);
});

it('rests as long as the network asked for', async () => {
  const w = world();
  w.fails('rate-limited', 3_600_000);
  await w.askInVain(3);
  w.pass(3_599_999);

  await expect(w.ask()).rejects.toMatchObject({ kind: 'rate-limited' });
  expect(w.reached()).toBe(3);
});

it.each(['forbidden', 'malformed', 'rejected', 'unauthorized', 'refused by us'] as const)(
  'keeps asking a network that is there: %s',
  async (kind) => {
    const w = world();
    w.fails(kind);
    await w.askInVain(6);
    expect(w.reached()).toBe(6);
  },
);

it('passes a bug on and does not take it for silence', async () => {
  const bug = new TypeError('a bug');
  const network = withCircuit(
    { profile: () => Promise.reject(bug) },
    { failures: 1, restMs: 1, now: () => new Date(0) },
  );
  await expect(network.profile({ handle: 'a' })).rejects.toBe(bug);
  await expect(network.profile({ handle: 'a' })).rejects.toBe(bug);
});

it('offers only what the network offers', () => {
  const { network } = world();
  expect(network.search).toBeUndefined();
  expect(network.profileByEmail).toBeUndefined();
  expect(network.posts).toBeUndefined();
});
