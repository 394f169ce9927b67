import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Patch } from '../core/record/patch.ts';
import type { Workspace } from '../ports/store.ts';
import { aContact, waitingForLocks } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

let place: InstallationId;
let n = 0;
beforeEach(async () => {
  place = installationOf('hubspot', `outbox-${n++}`);
  await inside((w) => w.contacts.keep(['a', 'b', 'c'].map((one) => aContact(one))));
});

const id = (text: string) => ContactId.parse(text);
const inside = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(place, work);
const patch = (contact: string, fields: Patch['fields']): Patch => ({ contact: id(contact), fields });
const want = (contact: string, fields: Patch['fields']) =>
  inside((w) => w.outbox.want(id(contact), patch(contact, fields)));

describe('the outbox', () => {
  it('hands out the oldest first, and a newer patch takes the place of the older one', async () => {
    await want('a', { headline: 'first' });
    await want('b', { profileCount: 2 });
    await want('c', { lastPost: null });
    await want('a', { headline: 'second' });
    expect(await inside((w) => w.outbox.take(2))).toEqual([
      patch('a', { headline: 'second' }),
      patch('b', { profileCount: 2 }),
    ]);
  });

  it('gives up a patch that is no longer wanted', async () => {
    await want('a', { headline: 'x' });
    await inside((w) => w.outbox.want(id('a'), undefined));
    expect(await inside((w) => w.outbox.take(9))).toEqual([]);
  });

  it('remembers what was written, field by field', async () => {
    await want('a', { headline: 'x', profileCount: 1 });
    await inside(async (w) => {
      const taken = await w.outbox.take(9);
      await w.outbox.settle(taken, [{ contact: id('a'), outcome: 'written' }]);
    });
    await want('a', { profileCount: null });
    await inside(async (w) => {
      expect(await w.outbox.written(id('a'))).toEqual({ headline: 'x', profileCount: 1 });
      await w.outbox.settle(await w.outbox.take(9), [{ contact: id('a'), outcome: 'written' }]);
      expect(await w.outbox.written(id('a'))).toEqual({ headline: 'x', profileCount: null });
      expect(await w.outbox.written(id('b'))).toEqual({});
      expect(await w.outbox.take(9)).toEqual([]);
    });
  });

  it('keeps a refused patch out of the way until the contact changes, and drops one whose contact is gone', async () => {
    await want('a', { headline: 'refused' });
    await want('b', { headline: 'gone' });
    await want('c', { headline: 'not answered for' });
    await inside(async (w) => {
      await w.outbox.settle(await w.outbox.take(9), [
        { contact: id('a'), outcome: 'refused', says: 'too long\0' },
        { contact: id('b'), outcome: 'contact gone' },
      ]);
    });
    expect(await inside((w) => w.outbox.take(9))).toEqual([patch('c', { headline: 'not answered for' })]);
    const { rows } = await db.pool.query(
      'select contact_id, says from kith.outbox where installation_id = $1 and status = $2',
      [place, 'refused'],
    );
    expect(rows).toEqual([{ contact_id: 'a', says: 'too long' }]);
    await want('a', { headline: 'shorter' });
    expect(await inside((w) => w.outbox.take(9))).toContainEqual(patch('a', { headline: 'shorter' }));
  });

  it('gives each patch to one worker at a time, and back when that one fails', async () => {
    await want('a', { headline: 'x' });
    await want('b', { headline: 'y' });
    const failing = inside(async (w) => {
      expect(await w.outbox.take(1)).toHaveLength(1);
      expect(await inside((v) => v.outbox.take(9))).toEqual([patch('b', { headline: 'y' })]);
      throw new Error('the worker died');
    });
    await expect(failing).rejects.toThrow('the worker died');
    expect(await inside((w) => w.outbox.take(9))).toHaveLength(2);
  });

  it('makes who asks what was written wait for a patch on its way, so that no difference is lost', async () => {
    await want('a', { headline: 'on its way' });
    let asking: Promise<unknown> | undefined;
    await inside(async (w) => {
      const taken = await w.outbox.take(1);
      asking = inside((v) => v.outbox.written(id('a')));
      await expect.poll(() => waitingForLocks(db.pool)).toBe(1);
      await w.outbox.settle(taken, [{ contact: id('a'), outcome: 'written' }]);
    });
    expect(await asking).toEqual({ headline: 'on its way' });
  });
});
