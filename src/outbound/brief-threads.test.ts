import { expect, it } from 'vitest';
import { PostId } from '../core/ids.ts';
import type { Mention } from '../ports/listening.ts';
import type { Network } from '../ports/network.ts';
import { aPost, aProfile, at, bluesky } from '../storage/testbed.ts';
import { brieflyRemembering } from './brief-threads.ts';

const MINUTE = 60;
const conversation = PostId.parse('1');
const [first, second] = [aPost('1', 'ada'), aPost('2', 'bob', { conversation })];

/** A network that shows what is around a post, and counts how often it is asked. */
function counted() {
  let asked = 0;
  let now = at(0);
  const network: Network = {
    profile: () => Promise.resolve(undefined),
    thread: (post): Promise<readonly Mention[]> => {
      asked += 1;
      return Promise.resolve([{ post, by: aProfile('ada') }]);
    },
  };
  const read = brieflyRemembering(new Map([[bluesky, network]]), () => now).get(bluesky)?.thread;
  return {
    read: async (post: typeof first) => (await read?.(post, 100))?.map((one) => one.post.id),
    wait: (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000)),
    asked: () => asked,
  };
}

it('a thread is asked for once in five minutes, however many read it', async () => {
  const { read, wait, asked } = counted();
  await Promise.all([read(first), read(first)]);
  wait(4 * MINUTE);
  expect(await read(first)).toEqual(['1']);
  expect(asked()).toBe(1);
  wait(2 * MINUTE);
  await read(first);
  expect(asked()).toBe(2);
});

it('another post of a thread is asked for by itself: of a large one a network shows what is around it', async () => {
  const { read } = counted();
  expect([await read(first), await read(second)]).toEqual([['1'], ['2']]);
});

it('a network without threads stays without', () => {
  const plain: Network = { profile: () => Promise.resolve(undefined) };
  expect(brieflyRemembering(new Map([[bluesky, plain]]), () => at(0)).get(bluesky)).toBe(plain);
});
