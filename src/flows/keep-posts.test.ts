import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import { keepPosts } from './keep-posts.ts';
import { makeStore } from '../storage/store.ts';
import { aPost, aProfile, at, bluesky } from '../storage/testbed.ts';
import { makeVault } from '../storage/vault.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
  // Whatever this file does, nobody looks at the tables but where it says so.
  await db.pool.query(`do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'kith' loop
      execute format('alter table kith.%I set (autovacuum_enabled = off)', name);
    end loop; end $$`);
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

/** How many rows of Kith's tables are read by the work, whatever reads them, for each of `posts`. */
async function rowsRead(place: InstallationId, posts: readonly Post[], work: 'keep' | 'remove') {
  const pool = new pg.Pool({ ...db.app, pipeline: true, max: 1 });
  const store = makeStore({ pool, boss: db.boss, vault: makeVault(['a secret that seals nothing here']) });
  const read = async () => {
    const { rows } = await pool.query<{ many: string }>(
      `select sum(seq_tup_read + idx_tup_fetch) as many
       from pg_stat_user_tables where schemaname = 'kith'`,
    );
    return Number(rows[0]?.many);
  };
  try {
    await pool.query('select pg_stat_force_next_flush()');
    const before = await read();
    await store.inside(place, async (w) => {
      const ids = posts.map(({ id }) => id);
      await (work === 'keep' ? keepPosts(w, posts, manners) : w.posts.remove(bluesky, ids));
    });
    await pool.query('select pg_stat_force_next_flush()');
    return ((await read()) - before) / posts.length;
  } finally {
    await pool.end();
  }
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
    const few = await rowsRead(place, said('few', 100), 'keep');
    const many = said('many', 2_000);
    const reversed = said('turned', 2_000).toReversed();
    const [later, earlier] = [reversed.slice(0, 1_000), reversed.slice(1_000)];
    for (const [posts, work] of [
      ...[[many, 'keep'] as const, [newer(many), 'keep'] as const],
      ...[[later, 'keep'] as const, [earlier, 'keep'] as const, [many, 'remove'] as const],
    ]) {
      expect(await rowsRead(place, posts, work)).toBeLessThan(3 * few);
    }
  });
});
