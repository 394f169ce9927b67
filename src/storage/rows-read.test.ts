import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { fillEveryTable, personOf } from '../../tests/support/every-table.ts';
import { leaveUnlooked, rowsRead } from '../../tests/support/rows-read.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Workspace } from '../ports/store.ts';
import { aContact, aLink, aPost, aProfile, at, bluesky } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
  await leaveUnlooked(db);
});
afterAll(() => db.close());

const POSTS_EACH = 5;
const OTHERS = 300;
const { contact, said } = personOf('ada');
const post = said('2', '');

/** Ada, of whom something stands in every table; and so many others, each with a profile and its posts. */
async function known(installation: InstallationId, others: number): Promise<void> {
  const names = Array.from({ length: others }, (_, n) => `p${n}`);
  await db.store.inside(installation, async (w) => {
    await fillEveryTable(w, 'ada');
    await w.contacts.keep(names.map((name) => aContact(name)));
    await w.profiles.keep(names.map((name) => aProfile(name)));
    for (const name of names) await w.links.derive(ContactId.parse(name), [aLink(name, name)]);
    await w.posts.keep(
      names.flatMap((name, i) =>
        Array.from({ length: POSTS_EACH }, (_, n) =>
          aPost(`${name}-${n}`, name, { publishedAt: at(i * POSTS_EACH + n) }),
        ),
      ),
    );
  });
}

const READS: readonly (readonly [string, (w: Workspace) => Promise<unknown>])[] = [
  ['a record', (w) => w.record.rows(contact)],
  ['whom somebody reaches', (w) => w.neighbourhood.around(contact, [bluesky])],
  ['a post and who said it', (w) => w.threads.find(post)],
  ['a conversation', (w) => w.threads.saidIn([{ network: bluesky, id: post.conversation }], 500)],
  ['what joins conversations', (w) => w.threads.joinedBy({ urls: [post.url], places: [post.url] }, 500)],
  ['who was heard', (w) => w.listening.people({}, 10)],
  ['the newest of what is known', (w) => w.listening.known(at((OTHERS - 2) * POSTS_EACH), 10)],
];

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
])('%s', (_, account, begin) => {
  const place = installationOf('hubspot', account);
  beforeAll(async () => {
    await begin();
    await known(place, OTHERS);
  });

  it.each(READS)(
    '%s is read by the rows it is made of, however many others there are',
    async (_what, read) => {
      const rows = await rowsRead(db, (store) => store.inside(place, read));
      expect(rows).toBeGreaterThan(0);
      expect(rows).toBeLessThan(OTHERS / 3);
    },
  );
});
