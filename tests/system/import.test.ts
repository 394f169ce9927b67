import { afterAll, beforeAll, expect, it } from 'vitest';
import { ContactId } from '../../src/core/ids.ts';
import { openLog } from '../../src/log.ts';
import { openStorage } from '../../src/storage/open.ts';
import { openWholeImport } from '../support/whole-import.ts';
import type { WholeImport } from '../support/whole-import.ts';

const CONTACTS = Number(process.env['KITH_TEST_CONTACTS'] ?? 1_000);

let all: WholeImport;
beforeAll(async () => {
  all = await openWholeImport(CONTACTS);
});
afterAll(() => all.close());

/** The same sequence in every run. */
function openChance(seed = 20_261_126) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

it('takes a whole portal in although it is killed on the way, and agrees with it after edits, merges and deletes', async () => {
  const { portal } = all;
  await all.begin();
  let known = 0;
  while (known < CONTACTS / 5) ({ contacts: known } = await all.progress());
  expect(known, 'the import is killed in its middle').toBeLessThan(CONTACTS);
  await all.killed();
  const gone = liveOn();
  await all.settled(portal.list().length, 200_000);
  expect(portal.list()).toHaveLength(CONTACTS - gone);

  const writes = () => portal.requests()['POST /crm/objects/2026-09/contacts/batch/update'] ?? 0;
  const before = writes();
  await all.settled(portal.list().length);
  expect(writes(), 'what Kith wrote came back and was written again').toBe(before);
  expect(portal.deliveries().lost).toBe(0);

  await all.stop();
  await agrees();
}, 300_000);

/** People work on while the import runs, and deliveries come late, twice and in the wrong order. @returns how many records went. */
function liveOn(): number {
  const { portal } = all;
  const chance = openChance();
  const any = () => {
    const there = portal.list();
    return there[chance(there.length)]?.id ?? '';
  };
  portal.mischief = { duplicates: true, reorder: true };
  let gone = 0;
  for (let i = 0; i < CONTACTS / 2; i += 1) {
    portal.edit(any(), { jobtitle: `edited ${i}` });
    if (i % 25 === 0) {
      const [winner, other] = [any(), any()];
      if (winner !== other) gone += portal.merge(winner, other) ? 1 : 0;
    }
    if (i % 40 === 0) {
      portal.remove(any());
      gone += 1;
    }
    if (i % 100 === 0) {
      portal.erase(any());
      gone += 1;
    }
  }
  return gone;
}

async function agrees(): Promise<void> {
  const { portal, data } = all;
  const storage = await openStorage({ dataDirectory: data, log: openLog('silent') });
  try {
    const [installation] = await storage.store.installations();
    if (!installation) throw new Error('not installed');
    await storage.store.inside(installation.id, async (w) => {
      expect(await w.contacts.count()).toBe(portal.list().length);
      expect(await w.deliveries.list({ status: 'failed', limit: 10 })).toEqual([]);
      for (const { id, properties } of portal.list()) {
        const known = await w.contacts.find(ContactId.parse(id));
        expect(known?.title, id).toBe(properties['jobtitle']);
        expect(known?.emails[0], id).toBe(properties['email']);
        // Kith wrote its own beside what people wrote, onto every record.
        expect(properties['kith_profile_count'], id).toBe('0');
        expect(properties['kith_person_id'], id).toBe(id);
      }
    });
    expect(await storage.stuck.list()).toEqual([]);
  } finally {
    await storage.close();
  }
}
