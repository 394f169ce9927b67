import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeliveryId } from '../core/ids.ts';
import { SAMPLE } from '../../tests/browser/hand-made.ts';
import type { Delivery } from '../ports/store.ts';
import { openInbox } from './inbox.ts';

const delivery = (id: string): Delivery => ({
  installation: SAMPLE.id,
  id: DeliveryId.parse(id),
  connector: 'hubspot',
  receivedAt: new Date(0),
  body: Buffer.from('{}'),
});

/** A store whose inserts end when the test says so. */
function slowStore() {
  const inserts: { ids: string[]; commit: () => void; fail: () => void }[] = [];
  const keepDeliveries = (rows: readonly Delivery[]) =>
    new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error('a bad row'));
      inserts.push({ ids: rows.map(({ id }) => id), commit: resolve, fail });
    });
  return { inserts, keepDeliveries };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the inbox', () => {
  it('lets deliveries that arrive during an insert share the next one', async () => {
    const store = slowStore();
    const inbox = openInbox(store);
    const kept = ['a', 'b', 'c', 'd'].map((id) => inbox.keep(delivery(id)));
    expect(store.inserts.map(({ ids }) => ids)).toEqual([['a']]);
    store.inserts[0]?.commit();
    await kept[0];
    await turn();
    expect(store.inserts.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c', 'd']]);
    store.inserts[1]?.commit();
    await Promise.all(kept);
  });

  it('answers nobody before the commit', async () => {
    const store = slowStore();
    let answered = false;
    const kept = openInbox(store)
      .keep(delivery('a'))
      .then(() => (answered = true));
    await turn();
    expect(answered).toBe(false);
    store.inserts[0]?.commit();
    await kept;
    expect(answered).toBe(true);
  });

  it('tries the rows of a failed insert alone, so that a bad one takes no other with it', async () => {
    const kept: string[] = [];
    const keepDeliveries = async (rows: readonly Delivery[]) => {
      await turn();
      if (rows.some(({ id }) => id === 'bad')) throw new Error('a bad row');
      kept.push(...rows.map(({ id }) => id));
    };
    const inbox = openInbox({ keepDeliveries });
    const all = ['first', 'good', 'bad', 'fine'].map((id) => inbox.keep(delivery(id)));
    const ends = await Promise.allSettled(all);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(kept.toSorted()).toEqual(['fine', 'first', 'good']);
  });

  it('works on after a store that throws instead of refusing', async () => {
    let broken = true;
    const inbox = openInbox({
      keepDeliveries: () => {
        if (broken) throw new Error('not connected');
        return Promise.resolve();
      },
    });
    await expect(inbox.keep(delivery('a'))).rejects.toThrow('not connected');
    broken = false;
    await inbox.keep(delivery('b'));
  });

  it('asks senders to come back when too many wait', async () => {
    const store = slowStore();
    const inbox = openInbox(store, { mostWaiting: 2 });
    const held = ['a', 'b', 'c'].map((id) => inbox.keep(delivery(id)));
    await expect(inbox.keep(delivery('d'))).rejects.toMatchObject({
      status: 503,
      headers: { 'Retry-After': '5' },
    });
    store.inserts[0]?.commit();
    await held[0];
    await turn();
    store.inserts[1]?.commit();
    await Promise.all(held);
  });

  it('keeps every delivery exactly once and in batches of at most the bound, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        async (bads, most) => {
          const kept: string[] = [];
          let widest = 0;
          const keepDeliveries = async (rows: readonly Delivery[]) => {
            widest = Math.max(widest, rows.length);
            await Promise.resolve();
            if (rows.some(({ id }) => bads[Number(id)])) throw new Error('a bad row');
            kept.push(...rows.map(({ id }) => id));
          };
          const inbox = openInbox({ keepDeliveries }, { most });
          const ends = await Promise.allSettled(bads.map((_, n) => inbox.keep(delivery(String(n)))));
          expect(ends.map(({ status }) => status === 'rejected')).toEqual(bads);
          expect(kept.length).toBe(new Set(kept).size);
          expect(new Set(kept)).toEqual(new Set(bads.flatMap((bad, n) => (bad ? [] : [String(n)]))));
          expect(widest).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
