import { z } from 'zod';
import { Influence } from '../../core/influence/influence.ts';
import { keyOf, Profile } from '../../core/profile.ts';
import type { HeardPost, ListeningRows, PeoplePlace, PersonHeard } from '../../ports/listening.ts';
import { clean } from '../json.ts';
import { LINKED } from '../tending.ts';
import { readPost } from '../posts.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

// What was removed, or is of somebody who is not kept, has no place here: it is remembered only beside its post.
const HEAR = statement(
  'heard.keep',
  `with fresh as (
     insert into kith.heard (installation_id, rule_id, network, post_id, heard_at, because)
     select $1, $2, p.network, p.post_id, $3, array(select jsonb_array_elements_text(i.because))
     from unnest($4::text[], $5::text[], $6::jsonb[]) as i(network, post_id, because)
     cross join lateral (
       select p.network, p.post_id from kith.post p
       where p.installation_id = $1 and p.network = i.network and p.post_id = i.post_id offset 0) p
     where exists (select from kith.listening_rule where installation_id = $1 and rule_id = $2)
     on conflict do nothing returning network
   ), counted as (
     insert into kith.listening_day as d (installation_id, network, day, rule_id, heard)
     select $1, network, $7::date, $2, count(*) from fresh group by network
     on conflict (installation_id, network, day, rule_id) do update set heard = d.heard + excluded.heard
   )
   select count(*)::int as fresh from fresh`,
);
const ANSWER = statement(
  'heard.answer',
  `with before as (
     select relevant, heard_at from kith.heard
     where installation_id = $1 and rule_id = $2 and network = $3 and post_id = $4 for update
   ), answered as (
     update kith.heard set relevant = $5
     where installation_id = $1 and rule_id = $2 and network = $3 and post_id = $4
   ), counted as (
     insert into kith.listening_day as d (installation_id, network, day, rule_id, relevant, irrelevant)
     select $1, $3, (heard_at at time zone 'UTC')::date, $2, $5::int, (not $5)::int from before
     on conflict (installation_id, network, day, rule_id) do update set
       relevant = d.relevant + $5::int - coalesce((select relevant::int from before), 0),
       irrelevant = d.irrelevant + (not $5)::int - coalesce((select (not relevant)::int from before), 0)
   )
   select 1 from before`,
);
const KNOWN = statement(
  'heard.known',
  `select s.body as post, p.body as by from kith.post s
   cross join lateral (select body from kith.profile
     where installation_id = $1 and network = s.network and profile_id = s.profile_id offset 0) p
   where s.installation_id = $1 and s.published_at >= $2
   order by s.published_at desc, s.network, s.post_id limit $3`,
);
const PEOPLE = statement(
  'heard.people',
  `select p.body as profile, p.influence, count(distinct h.post_id)::int as posts, max(h.heard_at) as at
   from kith.heard h
   cross join lateral (select network, profile_id from kith.post
     where installation_id = $1 and network = h.network and post_id = h.post_id offset 0) s
   cross join lateral (select network, profile_id, body, influence from kith.profile
     where installation_id = $1 and network = s.network and profile_id = s.profile_id offset 0) p
   where h.installation_id = $1 and ($2::uuid is null or h.rule_id = $2) and not ${LINKED}
     and p.body -> 'reserved' = 'false' and p.body ->> 'standing' = 'active'
   group by p.network, p.profile_id, p.body, p.influence
   having $3::timestamptz is null or (max(h.heard_at), p.network || ':' || p.profile_id) < ($3, $4)
   order by max(h.heard_at) desc, p.network || ':' || p.profile_id desc limit $5`,
);
const NEWEST = 3;
const POSTS = statement(
  'heard.posts',
  `select i.key, n.* from unnest($2::text[], $3::text[], $4::text[]) as i(key, network, profile_id)
   cross join lateral (
     select s.body as post, h.rule_id, h.heard_at, h.because, h.relevant
     from kith.post s cross join lateral (select rule_id, heard_at, because, relevant from kith.heard
       where installation_id = $1 and network = s.network and post_id = s.post_id offset 0) h
     where s.installation_id = $1 and s.network = i.network and s.profile_id = i.profile_id
       and ($5::uuid is null or h.rule_id = $5)
     order by s.published_at desc, s.post_id, h.rule_id limit ${NEWEST}) n`,
);

const PersonRow = z.object({
  ...{ profile: Profile, influence: Influence.nullable(), posts: z.number(), at: z.date() },
});
const PostRow = z.object({
  ...{ key: z.string(), post: z.unknown(), rule_id: z.string(), heard_at: z.date() },
  ...{ because: z.array(z.string()), relevant: z.boolean().nullable() },
});
const KnownRow = z.object({ post: z.unknown(), by: Profile });

type Heard = Pick<ListeningRows, 'hear' | 'answer' | 'known' | 'people'>;

export function heard(s: Session): Heard {
  return {
    hear: async (rule, posts, at) => {
      if (posts.length === 0) return 0;
      const once = [...new Map(posts.map((one) => [`${one.network}:${one.post}`, one])).values()];
      const [row] = await s.named<{ fresh: number }>(HEAR, [
        ...[s.installation, rule, at],
        ...[once.map(({ network }) => network), once.map(({ post }) => clean(post))],
        once.map(({ because }) => JSON.stringify(because.map(clean))),
        at.toISOString().slice(0, 10),
      ]);
      return row?.fresh ?? 0;
    },
    answer: async ({ rule, network, post }, relevant) =>
      (await s.named(ANSWER, [s.installation, rule, network, post, relevant])).length > 0,
    known: async (since, limit) => {
      const rows = z.array(KnownRow).parse(await s.named(KNOWN, [s.installation, since, limit]));
      return rows.map(({ post, by }) => ({ post: readPost(post), by }));
    },
    people: (page, limit) => people(s, page, limit),
  };
}

async function people(
  s: Session,
  { rule, after }: { readonly rule?: string | undefined; readonly after?: PeoplePlace | undefined },
  limit: number,
): Promise<readonly PersonHeard[]> {
  const page = [s.installation, rule ?? null, after?.at ?? null, after?.key ?? null, limit];
  const rows = z.array(PersonRow).parse(await s.named(PEOPLE, page));
  const keys = rows.map(({ profile }) => profile);
  const said = z
    .array(PostRow)
    .parse(
      await s.named(POSTS, [
        ...[s.installation, keys.map(keyOf), keys.map(({ network }) => network), keys.map(({ id }) => id)],
        rule ?? null,
      ]),
    );
  const of = Map.groupBy(said, ({ key }) => key);
  return rows.map(({ profile, influence, posts, at }) => ({
    profile: influence ? { ...profile, influence } : profile,
    ...{ posts, lastHeard: at, newest: (of.get(keyOf(profile)) ?? []).map(postOf) },
  }));
}

function postOf({
  post,
  rule_id: rule,
  heard_at: at,
  because,
  relevant,
}: z.output<typeof PostRow>): HeardPost {
  return { rule, post: readPost(post), because, at, ...(relevant !== null && { relevant }) };
}
