import type { Delivery, Store } from '../ports/store.ts';
import { Refusal } from './problem.ts';

export interface Inbox {
  /** Ends when the delivery is committed. @throws when it is not; the sender must send it again. */
  readonly keep: (delivery: Delivery) => Promise<void>;
}

interface Options {
  /** Rows in one insert. */
  readonly most?: number;
  /** Deliveries in memory; beyond, senders are asked to come back. One may be 1 MB. */
  readonly mostWaiting?: number;
  readonly onFlush?: (rows: number) => void;
}

interface Waiting {
  readonly delivery: Delivery;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Group commit: deliveries that arrive during a flush share the next insert, and each is answered after its own
 * commit. When an insert fails its rows are tried alone, so that one bad row takes no other with it.
 */
export function openInbox(store: Pick<Store, 'keepDeliveries'>, options: Options = {}): Inbox {
  const { most = 500, mostWaiting = 2_000, onFlush } = options;
  let waiting: Waiting[] = [];
  let flushing = false;

  async function flush(): Promise<void> {
    flushing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      onFlush?.(batch.length);
      await keepTogether(batch, store);
    }
    flushing = false;
  }

  return {
    keep: (delivery) => {
      if (waiting.length >= mostWaiting) return Promise.reject(tooMany());
      return new Promise<void>((done, failed) => {
        waiting.push({ delivery, done, failed });
        if (!flushing) void flush();
      });
    },
  };
}

async function keepTogether(batch: readonly Waiting[], store: Pick<Store, 'keepDeliveries'>): Promise<void> {
  try {
    await store.keepDeliveries(batch.map(({ delivery }) => delivery));
    for (const { done } of batch) done();
  } catch (error) {
    if (batch.length > 1) await Promise.all(batch.map((one) => keepTogether([one], store)));
    else batch[0]?.failed(error);
  }
}

const tooMany = () => new Refusal(503, 'Too many deliveries at once.', { headers: { 'Retry-After': '5' } });
