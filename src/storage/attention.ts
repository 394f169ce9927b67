import { NetworkId, ProfileId } from '../core/ids.ts';
import type { AttentionEdge } from '../core/influence/attention-edge.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { AttentionRows, Turned } from '../ports/attention.ts';
import { toJson } from './json.ts';
import { standings } from './standing.ts';
import { statement } from './transaction.ts';
import type { Session, Statement } from './transaction.ts';

/**
 * The posts told of whose kept version is the one that was read. Each row is looked up by itself (`offset 0` keeps a part of a
 * statement from being planned together with the rest): a join would be planned by what is guessed of tables that have just
 * begun to fill.
 */
const READ = `unnest($2::text[], $3::text[], $4::timestamptz[], $5::jsonb[]) as i(network, post_id, fetched_at, aims)
  cross join lateral (
    select p.profile_id, least(p.published_at, p.fetched_at) as at from kith.post p
    where p.installation_id = $1 and p.network = i.network and p.post_id = i.post_id and p.fetched_at = i.fetched_at
    offset 0) p`;

const NO_LONGER = statement(
  'attention.no longer',
  `select kith.forget_aim($1, i.network, i.post_id, o.aim) from ${READ}
   cross join lateral (
     select o.aim from kith.post_aim o
     where o.installation_id = $1 and o.network = i.network and o.post_id = i.post_id and not exists (
       select from jsonb_array_elements(i.aims) a where a ->> 'names' = o.names and a ->> 'what' = o.what offset 0)
     offset 0) o`,
);
const OTHERWISE = statement(
  'attention.otherwise',
  `select kith.forget_turned($1, i.network, i.post_id, t.aim) from ${READ}
   cross join lateral (
     select t.aim from kith.post_turned t
     where t.installation_id = $1 and t.network = i.network and t.post_id = i.post_id
       and (t.giver, t.at) is distinct from (p.profile_id, p.at)
     offset 0) t`,
);
const AIM = statement(
  'attention.aim',
  `insert into kith.post_aim (installation_id, network, post_id, names, what)
   select $1, i.network, i.post_id, a ->> 'names', a ->> 'what'
   from ${READ} cross join lateral jsonb_array_elements(i.aims) a
   order by 2, 3, 4, 5
   on conflict do nothing`,
);

/**
 * Aims `o` become known, when their posts were said; nobody can speak from the future. The longest handles and ids are
 * longer than an index takes, and nobody has two of them.
 */
const turn = (aims: string) => `
  insert into kith.post_turned (installation_id, network, post_id, aim, giver, receiver, at, answers)
  select $1, o.network, o.post_id, o.aim, p.profile_id, k.receiver, p.at, k.answers
  from ${aims}
  cross join lateral (
    select p.profile_id, least(p.published_at, p.fetched_at) as at from kith.post p
    where p.installation_id = $1 and p.network = o.network and p.post_id = o.post_id offset 0
  ) p
  cross join lateral (
    select q.profile_id as receiver, q.post_id as answers from kith.post q
    where o.names = 'post' and q.installation_id = $1 and q.network = o.network and q.post_id = o.what
    union all
    select f.profile_id, null from kith.profile f
    where o.names = 'profile' and f.installation_id = $1 and f.network = o.network and f.profile_id = o.what
    union all
    (select f.profile_id, null from kith.profile_handle h
     cross join lateral (
       select f.profile_id, f.fetched_at from kith.profile f
       where f.installation_id = $1 and f.network = h.network and f.profile_id = h.profile_id and f.handle = h.handle
       offset 0) f
     where o.names = 'handle' and h.installation_id = $1 and h.network = o.network and h.handle = o.what
     order by f.fetched_at desc, f.profile_id limit 1)
  ) k
  where k.receiver <> p.profile_id and octet_length(k.receiver) + octet_length(p.profile_id) < 2000
    and not exists (select from kith.post_turned t where t.installation_id = $1 and t.network = o.network
      and t.post_id = o.post_id and t.aim = o.aim offset 0)
  order by 2, 5, 6, 3, 4
  on conflict do nothing`;
const AIMS =
  'select o.network, o.post_id, o.aim, o.names, o.what from kith.post_aim o where o.installation_id = $1';
/** Aims by what they name: by their number, and since two may have one, by their words. */
const naming = (names: string, what: string) => `cross join lateral (
  ${AIMS} and o.network = i.network and o.aim = hashtextextended('${names} ' || ${what}, 0) and o.names = '${names}'
    and o.what = ${what} offset 0) o`;
const TOLD = 'unnest($2::text[], $3::text[]) as i(network, id)';

const ANSWERING = statement(
  'attention.answering',
  turn(`${TOLD} cross join lateral (${AIMS} and o.network = i.network and o.post_id = i.id offset 0) o`),
);
const ANSWERED = statement('attention.answered', turn(`${TOLD} ${naming('post', 'i.id')}`));
const HANDLED = statement(
  'attention.handled',
  turn(`${TOLD} cross join lateral (
    select f.handle from kith.profile f
    where f.installation_id = $1 and f.network = i.network and f.profile_id = i.id offset 0) f
    ${naming('handle', 'f.handle')}`),
);
const NAMED = statement('attention.named', turn(`${TOLD} ${naming('profile', 'i.id')}`));
const PAGE = 10_000;
/** No aim has a smaller number. */
const LEAST = String(-(2n ** 63n));
const SETTLE = statement(
  'attention.settle',
  `with page as materialized (
     ${AIMS} and o.network = $2 and (o.post_id, o.aim) > ($3, $4) order by o.post_id, o.aim limit ${PAGE}
   ), turned as (${turn('page o')})
   select post_id as post, aim::text from page order by post_id desc, aim desc limit 1`,
);

/** So many that reading them keeps nobody waiting who is served at the same time. */
const EDGES = 2_000;
/** What was given up to `last_at`, in posts of that moment. */
export const EDGE = `a.network, a.giver, a.receiver, (a.volume / nullif(kith.weight_at(a.last_at), 0))::float8 as volume,
  a.posts, a.last_at as "lastAt"`;
const OF = statement(
  'attention.of',
  `select ${EDGE} from kith.attention a
   where a.installation_id = $1 and a.network = $2 and (a.giver, a.receiver) > ($3, $4)
   order by a.giver, a.receiver limit ${EDGES}`,
);
const side = (whose: 'giver' | 'receiver') => `
  select e.* from unnest($2::text[], $3::text[]) as i(network, profile_id) cross join lateral (
    select * from kith.attention where installation_id = $1 and network = i.network and ${whose} = i.profile_id
      and volume >= 0
    order by volume desc, giver, receiver limit $4) e`;
const AROUND = statement(
  'attention.around',
  `select ${EDGE} from (${side('giver')} union ${side('receiver')}) a
   order by a.volume desc, a.network, a.giver, a.receiver`,
);

export function attention(s: Session): AttentionRows {
  return {
    ...standings(s),
    given: (posts) => given(s, posts),
    settle: async (network, after = { post: '', aim: LEAST }) => {
      const [last] = await s.named<{ post: string; aim: string }>(SETTLE, [
        ...[s.installation, network, after.post, after.aim],
      ]);
      return last;
    },
    of: async (network, after) =>
      edges(
        await s.named<EdgeRow>(OF, [...[s.installation, network, after?.giver ?? '', after?.receiver ?? '']]),
      ),
    around: async (profiles, most) => {
      const keys = [profiles.map(({ network }) => network), profiles.map(({ id }) => id)];
      return edges(await s.named<EdgeRow>(AROUND, [s.installation, ...keys, most]));
    },
  };
}

async function given(s: Session, posts: readonly Turned[]): Promise<void> {
  if (posts.length === 0) return;
  const keys = [s.installation, posts.map(({ network }) => network), posts.map(({ post }) => post)];
  const read = [...keys, posts.map(({ fetchedAt }) => fetchedAt), posts.map(({ aims }) => toJson(aims))];
  const steps: readonly (readonly [Statement, readonly unknown[]])[] = [
    [NO_LONGER, read],
    [OTHERWISE, read],
    [AIM, read],
    [ANSWERING, keys],
    [ANSWERED, keys],
  ];
  await Promise.all(steps.map(([step, values]) => s.named(step, values)));
}

/** Who is kept for the first time, or by another handle, receives what they were named for before. */
export async function received(s: Session, profiles: readonly ProfileKey[]): Promise<void> {
  if (profiles.length === 0) return;
  const keys = [s.installation, profiles.map(({ network }) => network), profiles.map(({ id }) => id)];
  await Promise.all([HANDLED, NAMED].map((step) => s.named(step, keys)));
}

interface EdgeRow {
  readonly network: string;
  readonly giver: string;
  readonly receiver: string;
  readonly volume: number | null;
  readonly posts: number;
  readonly lastAt: Date;
}

const edges = (rows: readonly EdgeRow[]): readonly AttentionEdge[] =>
  rows.map(({ network, giver, receiver, volume, ...rest }) => ({
    network: NetworkId.parse(network),
    giver: ProfileId.parse(giver),
    receiver: ProfileId.parse(receiver),
    volume: volume ?? 0,
    ...rest,
  }));
