import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Weighing } from '../core/influence/weighing.ts';
import type { Weigh } from '../ports/attention.ts';

/** What the thread is asked to do; it answers each with what comes of it, before the next is asked. */
export type Asked = {
  readonly [K in keyof Weighing]: { readonly what: K; readonly given: Parameters<Weighing[K]> };
}[keyof Weighing];

/** Weighs a network's attention on a thread of its own: whatever else this process serves goes on meanwhile. */
export const weigh: Weigh = async (now, work) => {
  const thread = new Worker(new URL('weigh-thread.ts', import.meta.url), { workerData: now });
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  thread.once('error', ended.reject);
  thread.once('exit', () => ended.reject(new Error('the thread that weighs attention ended early')));
  const ask = async <R>(asked: Asked): Promise<R> => {
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
    await thread.terminate();
  }
};
