import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { leaveUnlooked, rowsRead } from '../../tests/support/rows-read.ts';
import { installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import { keepPosts } from './keep-posts.ts';
import { aPost, aProfile, at, bluesky } from '../storage/testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
  await leaveUnlooked(db);
});
afterAll(() => db.close());

const PEOPLE = 50;
const terms = {
  ...{ deleteWithinHours: 24, mayMatchOutside: true, mayShowInFrame: true, needsConsent: false },
  ...{ clause: 'An open network.', source: 'https://bsky.example/terms' },
};
const manners = new Map([[bluesky, { terms }]]);
const newer = (posts: readonly Post[]): readonly Post[] =>
  posts.map((post) => ({ ...post, provenance: { ...post.provenance, fetchedAt: at(9) } }));

/** Every fifth begins a conversation, which the four after it answer; all link to somewhere. */
function said(prefix: string, many: number): readonly Post[] {
  return Array.from({ length: many }, (_, n) => {
    const [id, by, text] = [`${prefix}-${n}`, `p${(n * 7) % PEOPLE}`, `see https://ada.example/${n}`];
    const { id: first } = aPost(`${prefix}-${n - (n % 5)}`, by);
    return n % 5 === 0
      ? aPost(id, by, { text })
      : aPost(id, by, { text, kind: 'reply', inReplyTo: first, conversation: first });
  });
}

/** How many rows are read for each of `posts`. */
async function rowsReadEach(place: InstallationId, posts: readonly Post[], work: 'keep' | 'remove') {
  const ids = posts.map(({ id }) => id);
  const all = await rowsRead(db, (store) =>
    store.inside(place, async (w) => {
      await (work === 'keep' ? keepPosts(w, posts, manners) : w.posts.remove(bluesky, ids));
    }),
  );
  return all / posts.length;
}

const people = Array.from({ length: PEOPLE }, (_, n) => aProfile(`p${n}`));

describe.each([
  ['in a new database', 'new', async () => undefined],
  [
    'of an installation that came after PostgreSQL looked at the tables',
    'late',
    async () => {
      await db.store.inside(installationOf('hubspot', 'earlier'), async (w) => {
        await w.profiles.keep(people);
        await keepPosts(w, said('earlier', 500), manners);
      });
      await db.pool.query('analyze');
    },
  ],
])('posts %s', (_, account, begin) => {
  it('are looked up one by one, however many are kept and however many come at once', async () => {
    await begin();
    const place = installationOf('hubspot', account);
    await db.store.inside(place, (w) => w.profiles.keep(people));
    const few = await rowsReadEach(place, said('few', 100), 'keep');
    const many = said('many', 2_000);
    const reversed = said('turned', 2_000).toReversed();
    const [later, earlier] = [reversed.slice(0, 1_000), reversed.slice(1_000)];
    for (const [posts, work] of [
      ...[[many, 'keep'] as const, [newer(many), 'keep'] as const],
      ...[[later, 'keep'] as const, [earlier, 'keep'] as const, [many, 'remove'] as const],
    ]) {
      expect(await rowsReadEach(place, posts, work)).toBeLessThan(3 * few);
    }
  });
});
