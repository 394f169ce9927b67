import { z } from 'zod';
import { keyOf, Profile } from '../core/profile.ts';
import type { SaidBy, ThreadRows } from '../ports/threads.ts';
import { strangers } from './listening/strangers.ts';
import { readPost } from './posts.ts';
import { buried } from './tombstones.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

const WITH_AUTHOR = `select s.body as post, p.body as by from kith.post s
   join kith.profile p on p.installation_id = $1 and p.network = s.network and p.profile_id = s.profile_id`;
const IN_ORDER = 'order by s.published_at, s.network, s.post_id';

const FIND = statement(
  'thread.find',
  `${WITH_AUTHOR} where s.installation_id = $1 and s.network = $2 and s.post_id = $3`,
);
const SAID = statement(
  'thread.said',
  `${WITH_AUTHOR}
   join (select distinct * from unnest($2::text[], $3::text[]) as c(network, id)) c on c.network = s.network
     and s.conversation_key = hashtextextended(c.id, 0) and s.body ->> 'conversation' = c.id
   where s.installation_id = $1 ${IN_ORDER} limit $4`,
);
const JOINED = statement(
  'thread.joined',
  `with met as (
     select l.network, l.post_id from unnest($3::text[]) as named(place)
     join kith.post_link l on l.installation_id = $1 and l.place_key = hashtextextended(named.place, 0)
     union
     select a.network, a.post_id from unnest($2::text[]) as named(url)
     join kith.post a on a.installation_id = $1 and a.url_key = hashtextextended(named.url, 0)
       and a.body ->> 'url' = named.url
   )
   ${WITH_AUTHOR}
   join met m on m.network = s.network and m.post_id = s.post_id
   where s.installation_id = $1 ${IN_ORDER} limit $4`,
);
const REMOVED = statement(
  'thread.removed',
  `select i.network, i.id from unnest($2::text[], $3::text[]) as i(network, id)
   join kith.post_removed r on r.installation_id = $1 and r.network = i.network
     and r.post_hash = sha256(convert_to(i.id, 'UTF8'))`,
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
