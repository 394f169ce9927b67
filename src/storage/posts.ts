import { Reading } from '../core/conversation/reading.ts';
import { placesIn } from '../core/conversation/thread/place.ts';
import { ProfileId } from '../core/ids.ts';
import { Post } from '../core/post.ts';
import type { ReadPost } from '../core/record/facts.ts';
import { tells } from '../core/record/said-signals.ts';
import type { Workspace } from '../ports/store.ts';
import { clean, newestByKey, toJson } from './json.ts';
import { compose } from './tables.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

/** A post as it is kept, with how it was understood. */
export const KeptPost = Post.extend({ reading: Reading.optional() });

// Looked up row by row, as in `attention.ts`. A post has its place only with its profile: what a removed or erased profile once said does not come back.
const KEEP = statement(
  'post.keep',
  `insert into kith.post as p (installation_id, network, post_id, profile_id, published_at, fetched_at, body, tells)
   select $1, i.network, i.post_id, i.profile_id, i.published_at, i.fetched_at, i.body, string_to_array(i.tells, ',')
   from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[], $8::text[])
     as i(network, post_id, profile_id, published_at, fetched_at, body, tells)
   cross join lateral (
     select true from kith.profile f
     where f.installation_id = $1 and f.network = i.network and f.profile_id = i.profile_id offset 0) f
   where not exists (
     select 1 from kith.post_removed r where r.installation_id = $1 and r.network = i.network
       and r.post_hash = sha256(convert_to(i.post_id, 'UTF8')) offset 0)
   order by i.network, i.post_id
   on conflict (installation_id, network, post_id) do update set
     profile_id = excluded.profile_id, published_at = excluded.published_at,
     fetched_at = excluded.fetched_at, body = excluded.body, tells = excluded.tells
   where p.fetched_at <= excluded.fetched_at`,
);

const LINK = statement(
  'post.link',
  `insert into kith.post_link (installation_id, place_key, network, post_id)
   select distinct $1, hashtextextended(i.place, 0), i.network, i.post_id
   from unnest($2::text[], $3::text[], $4::text[]) as i(network, post_id, place)
   cross join lateral (
     select true from kith.post p
     where p.installation_id = $1 and p.network = i.network and p.post_id = i.post_id offset 0) p
   on conflict do nothing`,
);

const REMEMBER = statement(
  'post.remember removed',
  `insert into kith.post_removed (installation_id, network, post_hash)
   select $1, $2, sha256(convert_to(id, 'UTF8')) from unnest($3::text[]) as i(id) order by 3
   on conflict do nothing`,
);
const REMOVE = statement(
  'post.remove',
  `delete from kith.post where installation_id = $1 and network = $2 and post_id = any($3)
   returning profile_id as id`,
);

const LET_GO = statement(
  'post.let go',
  'delete from kith.post where installation_id = $1 and network = $2 and profile_id = $3',
);

export function posts(s: Session): Workspace['posts'] {
  return {
    keep: (posts) => keep(s, posts),
    remove: async (network, ids) => {
      if (ids.length === 0) return [];
      const values = [s.installation, network, ids];
      const [, gone] = await Promise.all([
        s.named(REMEMBER, values),
        s.named<{ id: string }>(REMOVE, values),
      ]);
      return [...new Set(gone.map(({ id }) => ProfileId.parse(id)))].map((id) => ({ network, id }));
    },
    letGo: async ({ network, id }) => {
      await s.named(LET_GO, [s.installation, network, id]);
    },
    of: async (key, limit) => {
      const rows = await s.rows(
        compose
          .selectFrom('kith.post')
          .select('body')
          .where('installation_id', '=', s.installation)
          .where('network', '=', key.network)
          .where('profile_id', '=', key.id)
          .orderBy('published_at', 'desc')
          .orderBy('post_id')
          .limit(limit),
      );
      return rows.map((row) => readPost(row.body));
    },
  };
}

export function readPost(body: unknown): ReadPost {
  const { reading, ...post } = KeptPost.parse(body);
  return reading ? { ...post, reading } : post;
}

async function keep(s: Session, posts: readonly ReadPost[]): Promise<void> {
  if (posts.length === 0) return;
  const newest = newestByKey(
    posts,
    (p) => `${p.network}:${p.id}`,
    (p) => p.provenance.fetchedAt,
  );
  await s.named(KEEP, [
    s.installation,
    newest.map((p) => p.network),
    newest.map((p) => p.id),
    newest.map((p) => p.profile),
    newest.map((p) => p.publishedAt),
    newest.map((p) => p.provenance.fetchedAt),
    newest.map(toJson),
    newest.map(({ reading }) => [...new Set(tells(reading).map(({ kind }) => kind))].join(',')),
  ]);
  const links = newest.flatMap((post) => placesIn(post.text).map((place) => ({ ...post, place })));
  if (links.length === 0) return;
  await s.named(LINK, [
    s.installation,
    links.map((one) => one.network),
    links.map((one) => one.id),
    links.map((one) => clean(one.place)),
  ]);
}
