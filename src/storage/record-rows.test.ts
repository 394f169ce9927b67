import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { leaveUnlooked, rowsRead } from '../../tests/support/rows-read.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import { aContact, aLink, aPost, aProfile, at } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
  await leaveUnlooked(db);
});
afterAll(() => db.close());

const POSTS_EACH = 10;

/** So many contacts, each with a profile and its posts. */
async function known(installation: InstallationId, people: number): Promise<void> {
  const names = Array.from({ length: people }, (_, n) => `p${n}`);
  await db.store.inside(installation, async (w) => {
    await w.contacts.keep(names.map((name) => aContact(name)));
    await w.profiles.keep(names.map((name) => aProfile(name)));
    for (const name of names) await w.links.derive(ContactId.parse(name), [aLink(name, name)]);
    await w.posts.keep(
      names.flatMap((name) =>
        Array.from({ length: POSTS_EACH }, (_, n) => aPost(`${name}-${n}`, name, { publishedAt: at(n) })),
      ),
    );
  });
}

describe.each([
  ['in a new database', 'new', async () => undefined],
  [
    'of an installation that came after PostgreSQL looked at the tables',
    'late',
    async () => {
      await known(installationOf('hubspot', 'earlier'), 50);
      await db.pool.query('analyze');
    },
  ],
])('a record %s', (_, account, begin) => {
  it('is read by the rows of its own contact, however many others there are', async () => {
    await begin();
    const place = installationOf('hubspot', account);
    await known(place, 300);
    const read = await rowsRead(db, (store) => store.recordRows(place, ContactId.parse('p7')));
    expect(read).toBeGreaterThanOrEqual(POSTS_EACH);
    expect(read).toBeLessThan(10 * POSTS_EACH);
  });
});
