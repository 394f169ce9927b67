import { afterAll, beforeAll, expect, it } from 'vitest';
import { TYPE_NAMES } from '../../src/sandbox/hubspot/object-types.ts';
import { openWholeImport } from '../support/whole-import.ts';
import type { WholeImport } from '../support/whole-import.ts';
import { isUninstalled } from '../support/kith-asked.ts';
import { until } from '../support/until.ts';

const CONTACTS = 130;

let all: WholeImport;
beforeAll(async () => {
  all = await openWholeImport(CONTACTS);
});
afterAll(() => all.close());

/** All that a portal shows, but for when each record was last touched. */
function seen() {
  const { portal } = all;
  const records = TYPE_NAMES.map((type) =>
    portal.records(type).map(({ id, properties }) => ({ id, said: { ...properties, lastmodifieddate: '' } })),
  );
  return {
    fields: TYPE_NAMES.map((type) => portal.properties(type)),
    groups: TYPE_NAMES.map((type) => portal.groups(type)),
    lists: portal.lists(),
    records,
  };
}

it('leaves a portal as it found it: uninstalled, nothing differs from before', async () => {
  const { portal } = all;
  const before = seen();
  await all.begin();
  await all.settled(CONTACTS);
  const shown = () => portal.list().filter(({ properties }) => properties['kith_person_id'] !== undefined);
  expect(shown()).toHaveLength(CONTACTS);
  expect(seen()).not.toEqual(before);

  await all.ask('/api/v1/uninstall', { keepFields: false });
  await until(() => !portal.installed());
  expect(seen()).toEqual(before);
  // What it was at when the grant was given back may still ask, and be refused.
  await until(() => isUninstalled(all));

  const asked = Object.values(portal.requests()).reduce((sum, n) => sum + n, 0);
  portal.edit(portal.list()[0]?.id ?? '', { jobtitle: 'changed after Kith had left' });
  await portal.settled();
  expect(
    Object.values(portal.requests()).reduce((sum, n) => sum + n, 0),
    'no call after it left',
  ).toBe(asked);
}, 180_000);
