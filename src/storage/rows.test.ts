import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { PatchOutcome } from '../ports/patch-outcome.ts';
import type { Waiting } from '../ports/governance.ts';
import type { Workspace } from '../ports/store.ts';
import { aContact, aLink, aProfile, aRow, aSignal, at } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

let place: InstallationId;
let n = 0;
beforeEach(async () => {
  place = installationOf('salesforce', `rows-${n++}`);
  await inside((w) => w.contacts.keep(['a', 'b', 'c'].map((one) => aContact(one))));
});

const id = (text: string) => ContactId.parse(text);
const inside = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(place, work);
const written = (contact: string): PatchOutcome => ({ contact: id(contact), outcome: 'written' });
const key = (contact: string, profile: string) => ({
  kind: 'profile' as const,
  key: aRow(contact, profile).key,
});
const changes = (contact: string, ...profiles: readonly string[]) =>
  inside((w) =>
    w.rows.changes(
      id(contact),
      profiles.map((one) => aRow(contact, one)),
    ),
  );

/** What the record wants of a contact's rows is written. */
async function show(contact: string, ...profiles: readonly string[]): Promise<void> {
  const rows = await changes(contact, ...profiles);
  await inside(async (w) => {
    await w.outbox.want(id(contact), { contact: id(contact), fields: {}, ...(rows && { rows }) });
    await w.outbox.settle(await w.outbox.take(9), [written(contact)]);
  });
}

describe('the rows of a contact in the CRM', () => {
  it('are put when they are new or say something else, and only then', async () => {
    expect(await changes('a', 'p')).toEqual({ put: [aRow('a', 'p')], gone: [] });
    await show('a', 'p', 'q');
    expect(await changes('a', 'p', 'q')).toBeUndefined();
    const renamed = aRow('a', 'p', 'other.example');
    const later = { ...aRow('a', 'q'), fetchedAt: at(99).toISOString() };
    expect(await inside((w) => w.rows.changes(id('a'), [renamed, later]))).toEqual({
      put: [renamed],
      gone: [],
    });
  });

  it('are taken away when the record shows them no more', async () => {
    await show('a', 'p', 'q');
    expect(await changes('a', 'q')).toEqual({ put: [], gone: [key('a', 'p')] });
    await show('a', 'q');
    expect(await changes('a', 'q')).toBeUndefined();
    expect(await changes('a')).toEqual({ put: [], gone: [key('a', 'q')] });
  });

  it('stay in the outbox when they changed while the older ones were written', async () => {
    await inside((w) =>
      w.outbox.want(id('a'), { contact: id('a'), fields: {}, rows: { put: [aRow('a', 'p')], gone: [] } }),
    );
    const taken = await inside((w) => w.outbox.take(9));
    const newer = { put: [aRow('a', 'p', 'newer.example')], gone: [] };
    await inside((w) => w.outbox.want(id('a'), { contact: id('a'), fields: {}, rows: newer }));
    await inside((w) => w.outbox.settle(taken, [written('a')]));
    expect(await inside((w) => w.outbox.take(9))).toMatchObject([{ rows: newer }]);
  });

  it('outlive their contact, until they are taken away in the CRM', async () => {
    await show('a', 'p');
    await show('b', 'p');
    expect(await inside((w) => w.rows.orphans(9))).toEqual([]);
    await inside((w) => w.contacts.remove(id('a')));
    expect(await inside((w) => w.rows.orphans(9))).toEqual([key('a', 'p')]);
    await inside((w) => w.rows.removed([key('a', 'p')]));
    expect(await inside((w) => w.rows.orphans(9))).toEqual([]);
    expect(await changes('b', 'p')).toBeUndefined();
  });
});

describe('a large write', () => {
  const begin = async (...contacts: readonly string[]): Promise<readonly Waiting[]> => {
    await inside(async (w) => {
      for (const one of contacts) {
        const rows = { put: [aRow(one, 'p')], gone: [] };
        await w.outbox.want(id(one), { contact: id(one), fields: { headline: one }, rows });
      }
    });
    return inside(async (w) => {
      const waiting = await w.outbox.take(9);
      await w.bulk.begin('job-1', waiting, at(0));
      return waiting;
    });
  };
  const settle = (outcomes: readonly PatchOutcome[]) =>
    inside(async (w) => w.bulk.settle('job-1', (await w.bulk.hold('job-1')) ?? [], outcomes));

  it('carries its patches until it is settled, and the outbox hands them out no more', async () => {
    const waiting = await begin('a', 'b');
    expect(await inside((w) => w.outbox.count())).toBe(0);
    expect(await inside((w) => w.bulk.hold('job-1'))).toEqual(waiting);
    await settle([written('a'), written('b')]);
    expect(await inside((w) => w.bulk.hold('job-1'))).toBeUndefined();
    expect(await inside((w) => w.outbox.written(id('a')))).toEqual({ headline: 'a' });
    expect(await changes('a', 'p')).toBeUndefined();
  });

  it('goes on under another name', async () => {
    const waiting = await begin('a');
    await inside((w) => w.bulk.rename('job-1', 'job-2'));
    expect(await inside((w) => w.bulk.hold('job-1'))).toBeUndefined();
    expect(await inside((w) => w.bulk.hold('job-2'))).toEqual(waiting);
  });

  it('gives back what has no answer, keeps what was refused in sight, and drops who is gone', async () => {
    await begin('a', 'b', 'c');
    await settle([
      { contact: id('a'), outcome: 'refused', says: 'STRING_TOO_LONG' },
      { contact: id('b'), outcome: 'contact gone' },
    ]);
    expect((await inside((w) => w.outbox.take(9))).map(({ contact }) => contact)).toEqual(['c']);
    const { rows } = await db.pool.query(
      'select contact_id, status, says from kith.outbox where installation_id = $1 order by contact_id',
      [place],
    );
    expect(rows).toEqual([
      { contact_id: 'a', status: 'refused', says: 'STRING_TOO_LONG' },
      { contact_id: 'c', status: 'waiting', says: null },
    ]);
  });

  it('does not write over what waits there by now', async () => {
    await begin('a');
    await inside((w) => w.outbox.want(id('a'), { contact: id('a'), fields: { headline: 'newer' } }));
    await settle([]);
    expect(await inside((w) => w.outbox.take(9))).toMatchObject([{ fields: { headline: 'newer' } }]);
  });
});

describe('signals for the account’s automations', () => {
  it('are handed out until they were told, and told again only when they are others', async () => {
    await inside(async (w) => {
      await w.profiles.keep([aProfile('p')]);
      await w.links.derive(id('a'), [aLink('a', 'p')]);
      await w.signals.derive(id('a'), [aSignal('p')]);
    });
    const untold = await inside((w) => w.signals.untold(9));
    expect(untold).toEqual([{ contact: 'a', signal: aSignal('p') }]);
    await inside((w) => w.signals.told(untold, at(9)));
    await inside((w) => w.signals.derive(id('a'), [aSignal('p')]));
    expect(await inside((w) => w.signals.untold(9))).toEqual([]);
    const next = { ...aSignal('p'), since: at(50).toISOString() };
    await inside((w) => w.signals.derive(id('a'), [next]));
    expect(await inside((w) => w.signals.untold(9))).toEqual([{ contact: 'a', signal: next }]);
  });
});

describe('work that one process does alone', () => {
  it('is done by the first, refused to the second, and free again afterwards', async () => {
    const [begun, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = db.store.alone('listening', async () => {
      begun.resolve();
      await free.promise;
    });
    await begun.promise;
    expect(await db.store.alone('listening', () => Promise.reject(new Error('twice')))).toBe(false);
    expect(await db.store.alone('another', () => Promise.resolve())).toBe(true);
    free.resolve();
    expect(await first).toBe(true);
    expect(await db.store.alone('listening', () => Promise.resolve())).toBe(true);
  });
});
