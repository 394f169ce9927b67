import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import { aContact, aLink, aProfile } from '../storage/testbed.ts';
import { erase } from './erase.ts';
import type { EraseOptions } from './erase.ts';
import { ran } from './ran.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const PLACES = [installationOf('hubspot', '1'), installationOf('salesforce', '2')] as const;
const [PORTAL, ORG] = PLACES;
const ada = ContactId.parse('ada-1');

/** Two accounts that know Ada, one of them with a profile of hers. */
beforeEach(async () => {
  for (const id of PLACES) {
    await db.store.purge(id);
    const [crm = '', account = ''] = id.split('-');
    const installedAt = new Date('2026-11-24T10:00:00Z');
    await db.store.install({ ...{ id, crm, account, installedAt }, status: 'active', sample: false });
    await db.store.inside(id, (w) => w.contacts.keep([aContact('ada-1'), aContact('bea-1')]));
  }
  await db.store.inside(PORTAL, async (w) => {
    await w.profiles.keep([aProfile('ada')]);
    await w.links.derive(ada, [aLink('ada-1', 'ada')]);
  });
});

const erased = (contact: string, options: EraseOptions = {}) =>
  ran((io) => erase(contact, options, db.store, io));
const knows = (id: (typeof PLACES)[number], contact: string) =>
  db.store.inside(id, async (w) => (await w.contacts.find(ContactId.parse(contact))) !== undefined);

it('erases a person wherever they are known, and nobody else, and says how much that was', async () => {
  expect(await erased('ada-1')).toEqual({
    ...{ code: 0, err: '' },
    out:
      'hubspot-1: erased 1 contact, 1 profiles, 0 posts; a salted hash keeps them from coming back.\n' +
      'salesforce-2: erased 1 contact, 0 profiles, 0 posts; a salted hash keeps them from coming back.\n',
  });
  for (const id of PLACES)
    expect([await knows(id, 'ada-1'), await knows(id, 'bea-1')]).toEqual([false, true]);
});

it('tells a machine the same in numbers', async () => {
  const { code, out, err } = await erased('ada-1', { json: true });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual({
    erased: [
      { installation: 'hubspot-1', contacts: 1, profiles: 1, posts: 0 },
      { installation: 'salesforce-2', contacts: 1, profiles: 0, posts: 0 },
    ],
  });
});

it('erases in one installation where it is told which', async () => {
  const { out } = await erased('ada-1', { installation: ORG, json: true });
  expect(JSON.parse(out)).toMatchObject({ erased: [{ installation: ORG }] });
  expect([await knows(PORTAL, 'ada-1'), await knows(ORG, 'ada-1')]).toEqual([true, false]);
});

it.each([
  ['cleo-1', {}, 'Nobody of the id cleo-1 is known.\n'],
  ['ada-1', { installation: 'hubspot-9' }, 'Nobody of the id ada-1 is known in hubspot-9.\n'],
  ['', {}, 'Nobody of the id  is known.\n'],
  ['x'.repeat(121), {}, `Nobody of the id ${'x'.repeat(121)} is known.\n`],
])('says that nobody is known of the id %j, and erases nothing', async (contact, options, says) => {
  expect(await erased(contact, options)).toEqual({ code: 2, out: '', err: says });
  const { code, out } = await erased(contact, { ...options, json: true });
  expect({ code, told: JSON.parse(out) as unknown }).toEqual({ code: 2, told: { erased: [] } });
  expect(await knows(PORTAL, 'ada-1')).toBe(true);
});
