import { LRUCache } from 'lru-cache';
import type { NetworkId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { Mention } from '../ports/listening.ts';
import type { Network } from '../ports/network.ts';
import type { Now } from '../ports/runtime.ts';

/** A page of reps who open one thread ask once. Longer, and what was deleted meanwhile would still be shown. */
const MINUTES = 5;
/** One is about 100 kB at the most. */
const THREADS = 200;

interface Asking {
  readonly post: Post;
  readonly most: number;
}

/**
 * The same networks, which remember a thread for a few minutes, in memory; simultaneous readers share one question. By the
 * post that was asked about: of a large thread a network shows what is around it.
 */
export function brieflyRemembering(
  networks: ReadonlyMap<NetworkId, Network>,
  now: Now,
): ReadonlyMap<NetworkId, Network> {
  return new Map(
    [...networks].map(([id, network]) => {
      const { thread } = network;
      if (!thread) return [id, network];
      const cache = new LRUCache<string, readonly Mention[], Asking>({
        ...{ max: THREADS, ttl: MINUTES * 60_000, ttlResolution: 0 },
        perf: { now: () => now().getTime() },
        fetchMethod: (_key, _stale, { context: { post, most } }) => thread(post, most),
      });
      const remembering = async (post: Post, most: number) =>
        (await cache.fetch(post.id, { context: { post, most } })) ?? [];
      return [id, { ...network, thread: remembering }];
    }),
  );
}
