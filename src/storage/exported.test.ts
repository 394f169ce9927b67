import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { fillEveryTable } from '../../tests/support/every-table.ts';
import { standsIn } from '../../tests/support/scan.ts';
import { installationOf } from '../core/ids.ts';

const NAME = 'zebrafalke';

/** Worked out from the rest, to find it or to count by; and what waits to be done. */
const DERIVED = [
  ...['attention', 'contact_key', 'engager', 'post_aim', 'post_link', 'post_turned', 'profile_topic'],
  ...['rule_waiting', 'standing', 'weighed'],
];

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

it('an export holds every table in which somebody is named, but for what is worked out from the others', async () => {
  const place = installationOf('hubspot', 'exported');
  await db.store.install({
    ...{ id: place, crm: 'hubspot', account: 'exported', status: 'active', sample: false },
    installedAt: new Date(),
  });
  await db.store.inside(place, (w) => fillEveryTable(w, NAME));
  const exported = new Set<string>();
  for await (const line of db.store.export(place)) {
    if (line.includes(NAME)) exported.add((JSON.parse(line) as { table: string }).table);
  }
  const { places } = await standsIn(db.pool, NAME);
  const named = new Set(places.flatMap((one) => (one.startsWith('kith.') ? [one.split('.')[1] ?? ''] : [])));
  expect([...named].filter((table) => !exported.has(table)).toSorted()).toEqual(DERIVED.toSorted());
});
