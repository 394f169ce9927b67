import { NetworkId, ProfileId } from '../core/ids.ts';
import type { AttentionEdge } from '../core/influence/attention-edge.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { AttentionRows, Turned } from '../ports/attention.ts';
import { clean } from './json.ts';
import { standings } from './standing.ts';
import { statement } from './transaction.ts';
import type { Session, Statement } from './transaction.ts';

/** The posts told of whose kept version is the one that was read. */
const READ = `select p.* from unnest($2::text[], $3::text[], $4::timestamptz[]) as i(network, post_id, fetched_at)
  join kith.post p on p.installation_id = $1 and p.network = i.network and p.post_id = i.post_id
    and p.fetched_at = i.fetched_at`;
const AIMED = 'unnest($5::text[], $6::text[], $7::text[], $8::text[]) as a(network, post_id, names, what)';
/** When a post `p` was said; nobody can speak from the future. */
const SAID_AT = 'least(p.published_at, p.fetched_at)';

const NO_LONGER = statement(
  'attention.no longer',
  `with read as (${READ})
   delete from kith.post_aim o using read r
   where o.installation_id = $1 and o.network = r.network and o.post_id = r.post_id and not exists (
     select from ${AIMED}
     where a.network = o.network and a.post_id = o.post_id and a.names = o.names and a.what = o.what)`,
);
const OTHERWISE = statement(
  'attention.otherwise',
  `delete from kith.post_turned t using (${READ}) p
   where t.installation_id = $1 and t.network = p.network and t.post_id = p.post_id
     and (t.giver, t.at) is distinct from (p.profile_id, ${SAID_AT})`,
);
const AIM = statement(
  'attention.aim',
  `with read as (${READ})
   insert into kith.post_aim (installation_id, network, post_id, names, what)
   select $1, a.network, a.post_id, a.names, a.what from ${AIMED} join read using (network, post_id)
   order by 2, 3, 4, 5
   on conflict do nothing`,
);

/** Aims `o` become known: the longest handles and ids are longer than an index takes, and nobody has two of them. */
const turn = (which: string) => `
  insert into kith.post_turned (installation_id, network, post_id, aim, giver, receiver, at, answers)
  select $1, o.network, o.post_id, o.aim, p.profile_id, k.receiver, ${SAID_AT}, k.answers
  from kith.post_aim o
  join kith.post p on p.installation_id = $1 and p.network = o.network and p.post_id = o.post_id
  cross join lateral (
    select q.profile_id as receiver, q.post_id as answers, q.fetched_at from kith.post q
    where o.names = 'post' and q.installation_id = $1 and q.network = o.network and q.post_id = o.what
    union all
    select f.profile_id, null, f.fetched_at from kith.profile f
    where o.names = 'profile' and f.installation_id = $1 and f.network = o.network and f.profile_id = o.what
    union all
    (select f.profile_id, null, f.fetched_at from kith.profile_handle h
     join kith.profile f on f.installation_id = $1 and f.network = h.network and f.profile_id = h.profile_id
       and f.handle = h.handle
     where o.names = 'handle' and h.installation_id = $1 and h.network = o.network and h.handle = o.what
     order by f.fetched_at desc, f.profile_id limit 1)
  ) k
  where o.installation_id = $1 and k.receiver <> p.profile_id
    and octet_length(k.receiver) + octet_length(p.profile_id) < 2000 and ${which}
    and not exists (select from kith.post_turned t where t.installation_id = $1 and t.network = o.network
      and t.post_id = o.post_id and t.aim = o.aim)
  order by 2, 5, 6, 3, 4
  on conflict do nothing`;
const hashOf = (names: string, what: string) => `hashtextextended('${names} ' || ${what}, 0)`;

const ANSWERING = statement(
  'attention.answering',
  turn(
    `(o.network, o.post_id) in (select network, post_id from unnest($2::text[], $3::text[]) as i(network, post_id))`,
  ),
);
const ANSWERED = statement(
  'attention.answered',
  turn(`(o.network, o.aim, o.what) in (
    select network, ${hashOf('post', 'post_id')}, post_id from unnest($2::text[], $3::text[]) as i(network, post_id))`),
);
const NAMED = statement(
  'attention.named',
  turn(`(o.network, o.aim, o.what) in (
    select f.network, x.aim, x.what from unnest($2::text[], $3::text[]) as i(network, profile_id)
    join kith.profile f on f.installation_id = $1 and f.network = i.network and f.profile_id = i.profile_id
    cross join lateral (values (${hashOf('handle', 'f.handle')}, f.handle),
      (${hashOf('profile', 'f.profile_id')}, f.profile_id)) as x(aim, what))`),
);
const SETTLE = statement('attention.settle', turn('o.network = $2'));

/** What was given up to `last_at`, in posts of that moment. */
export const EDGE = `a.network, a.giver, a.receiver, (a.volume / nullif(kith.weight_at(a.last_at), 0))::float8 as volume,
  a.posts, a.last_at as "lastAt"`;
const PAGE = 10_000;
const OF = statement(
  'attention.of',
  `select ${EDGE} from kith.attention a
   where a.installation_id = $1 and a.network = $2 and (a.giver, a.receiver) > ($3, $4)
   order by a.giver, a.receiver limit ${PAGE}`,
);
const side = (whose: 'giver' | 'receiver') => `
  select e.* from unnest($2::text[], $3::text[]) as i(network, profile_id) cross join lateral (
    select * from kith.attention where installation_id = $1 and network = i.network and ${whose} = i.profile_id
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
    settle: async (network) => {
      await s.named(SETTLE, [s.installation, network]);
    },
    of: (network) => pages(s, network),
    around: async (profiles, most) => {
      const keys = [profiles.map(({ network }) => network), profiles.map(({ id }) => id)];
      return edges(await s.named<EdgeRow>(AROUND, [s.installation, ...keys, most]));
    },
  };
}

async function given(s: Session, posts: readonly Turned[]): Promise<void> {
  if (posts.length === 0) return;
  const keys = [posts.map(({ network }) => network), posts.map(({ post }) => post)];
  const read = [s.installation, ...keys, posts.map(({ fetchedAt }) => fetchedAt)];
  const aimed = posts.flatMap(({ network, post, aims }) => aims.map((aim) => ({ ...aim, network, post })));
  const told = [
    ...read,
    aimed.map(({ network }) => network),
    aimed.map(({ post }) => post),
    aimed.map(({ names }) => names),
    aimed.map(({ what }) => clean(what)),
  ];
  const steps: readonly (readonly [Statement, readonly unknown[]])[] = [
    [NO_LONGER, told],
    [OTHERWISE, read],
    [AIM, told],
    [ANSWERING, [s.installation, ...keys]],
    [ANSWERED, [s.installation, ...keys]],
  ];
  await Promise.all(steps.map(([step, values]) => s.named(step, values)));
}

/** Who is kept for the first time, or by another handle, receives what they were named for before. */
export async function received(s: Session, profiles: readonly ProfileKey[]): Promise<void> {
  if (profiles.length === 0) return;
  const keys = [profiles.map(({ network }) => network), profiles.map(({ id }) => id)];
  await s.named(NAMED, [s.installation, ...keys]);
}

async function* pages(s: Session, network: NetworkId): AsyncGenerator<readonly AttentionEdge[]> {
  let after = ['', ''];
  for (;;) {
    const rows = await s.named<EdgeRow>(OF, [s.installation, network, ...after]);
    const last = rows.at(-1);
    if (!last) return;
    yield edges(rows);
    after = [last.giver, last.receiver];
  }
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
