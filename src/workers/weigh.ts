import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Weighing } from '../core/influence/weighing.ts';
import type { Weigh } from '../ports/attention.ts';

/** What the thread is asked to do; it answers each with what comes of it, before the next is asked. */
export type Asked = {
  readonly [K in keyof Weighing]: { readonly what: K; readonly given: Parameters<Weighing[K]> };
}[keyof Weighing];

/**
 * Weighs a network's attention on a thread of its own: whatever else this process serves goes on meanwhile. The thread starts
 * with the first question: on most networks an installation has nobody.
 */
export const weigh: Weigh = async (now, work) => {
  let thread: Worker | undefined;
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  const start = () => {
    const started = new Worker(new URL('weigh-thread.ts', import.meta.url), { workerData: now });
    started.once('error', ended.reject);
    started.once('exit', () => ended.reject(new Error('the thread that weighs attention ended early')));
    return started;
  };
  const ask = async <R>(asked: Asked): Promise<R> => {
    thread ??= start();
    thread.postMessage(asked, []);
    const [answer] = await Promise.race([once(thread, 'message'), ended.promise]);
    return answer as R;
  };
  try {
    return await work({
      accounts: (...given) => ask({ what: 'accounts', given }),
      edges: (...given) => ask({ what: 'edges', given }),
      worked: (...given) => ask({ what: 'worked', given }),
      compare: (...given) => ask({ what: 'compare', given }),
      scores: (...given) => ask({ what: 'scores', given }),
    });
  } finally {
    await thread?.terminate();
  }
};
