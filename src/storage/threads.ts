import { z } from 'zod';
import { keyOf, Profile } from '../core/profile.ts';
import type { SaidBy, ThreadRows } from '../ports/threads.ts';
import { strangers } from './listening/strangers.ts';
import { readPost } from './posts.ts';
import { buried } from './tombstones.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

// Looked up row by row (`offset 0`), as in `record.ts`; by hashes that are worked out before, else a longer way looks cheaper.
const AUTHOR = `cross join lateral (select body from kith.profile
   where installation_id = $1 and network = s.network and profile_id = s.profile_id offset 0) p`;
const IN_ORDER = 'order by s.published_at, s.network, s.post_id';

const FIND = statement(
  'thread.find',
  `select s.body as post, p.body as by from kith.post s ${AUTHOR}
   where s.installation_id = $1 and s.network = $2 and s.post_id = $3`,
);
const SAID = statement(
  'thread.said',
  `select s.body as post, p.body as by from (
     select distinct network, id, hashtextextended(id, 0) as key from unnest($2::text[], $3::text[]) as c(network, id)) c
   cross join lateral (select network, post_id, profile_id, published_at, body from kith.post
     where installation_id = $1 and network = c.network and conversation_key = c.key
       and body ->> 'conversation' = c.id offset 0) s
   ${AUTHOR} ${IN_ORDER} limit $4`,
);
const JOINED = statement(
  'thread.joined',
  `with met as (
     select l.network, l.post_id from (
       select hashtextextended(place, 0) as key from unnest($3::text[]) as named(place) offset 0) named
     cross join lateral (select network, post_id from kith.post_link
       where installation_id = $1 and place_key = named.key offset 0) l
     union
     select a.network, a.post_id from (
       select url, hashtextextended(url, 0) as key from unnest($2::text[]) as named(url) offset 0) named
     cross join lateral (select network, post_id from kith.post
       where installation_id = $1 and url_key = named.key and body ->> 'url' = named.url offset 0) a
   )
   select s.body as post, p.body as by from met m
   cross join lateral (select network, post_id, profile_id, published_at, body from kith.post
     where installation_id = $1 and network = m.network and post_id = m.post_id offset 0) s
   ${AUTHOR} ${IN_ORDER} limit $4`,
);
const REMOVED = statement(
  'thread.removed',
  `select i.network, i.id from unnest($2::text[], $3::text[]) as i(network, id)
   cross join lateral (select from kith.post_removed where installation_id = $1 and network = i.network
     and post_hash = sha256(convert_to(i.id, 'UTF8')) offset 0) r`,
);

const Rows = z.array(z.object({ post: z.unknown(), by: Profile }));

/** Conversations, and what joins them. */
export function threads(s: Session, vault: Vault): ThreadRows {
  const read = async (rows: Promise<unknown>): Promise<readonly SaidBy[]> =>
    Rows.parse(await rows).map(({ post, by }) => ({ post: readPost(post), by }));
  return {
    find: async ({ network, id }) => (await read(s.named(FIND, [s.installation, network, id])))[0],
    saidIn: (conversations, limit) => {
      const [networks, ids] = [
        conversations.map(({ network }) => network),
        conversations.map(({ id }) => id),
      ];
      return read(s.named(SAID, [s.installation, networks, ids, limit]));
    },
    joinedBy: ({ urls, places }, limit) => read(s.named(JOINED, [s.installation, urls, places, limit])),
    welcome: async (said) => {
      const named = [said.map(({ post }) => post.network), said.map(({ post }) => post.id)];
      const [removed, ignored, gone] = await Promise.all([
        s.named<{ network: string; id: string }>(REMOVED, [s.installation, ...named]),
        strangers(s, vault).ignored(said.map(({ by }) => by)),
        buried(
          s,
          vault,
          said.map(({ by }) => by),
        ),
      ]);
      const away = new Set(removed.map(({ network, id }) => `${network}:${id}`));
      const nobody = new Set(gone);
      return said.filter(
        ({ post, by }) =>
          !away.has(`${post.network}:${post.id}`) && !ignored.has(keyOf(by)) && !nobody.has(by),
      );
    },
  };
}
