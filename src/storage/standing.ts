import { ProfileId } from '../core/ids.ts';
import type { NetworkId } from '../core/ids.ts';
import type { AttentionStanding } from '../core/influence/attention-standing.ts';
import type { AttentionAccount, Worked } from '../core/influence/weighing.ts';
import type { AttentionRows } from '../ports/attention.ts';
import { LINKED } from './tending.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

/** So many that reading them keeps nobody waiting who is served at the same time. */
const PAGE = 2_000;
/** So many are taken out of a table at once. */
const FORGOTTEN = 5_000;
const ACCOUNTS = statement(
  'standing.accounts',
  `select * from (
     select p.profile_id as id, p.followers::float8 as followers, ${LINKED} as linked from kith.profile p
     where p.installation_id = $1 and p.network = $2 and p.profile_id > $3) p
   where linked
     or exists (select from kith.attention a where a.installation_id = $1 and a.network = $2 and a.giver = id offset 0)
     or exists (select from kith.attention a where a.installation_id = $1 and a.network = $2 and a.receiver = id offset 0)
   order by id limit ${PAGE}`,
);

const STANDING = `s.profile_id as id, s.credible, s.known, s.seen, s.unusual, s.engagers,
  s.known_engagers as "knownEngagers", s.effective, s.percentile, s.low, s.high, s.among, s.sized`;
const ONE = statement(
  'standing.one',
  `select ${STANDING} from kith.standing s where s.installation_id = $1 and s.network = $2 and s.profile_id = $3`,
);
const OF = statement(
  'standing.of',
  `select ${STANDING} from kith.standing s where s.installation_id = $1 and s.network = $2 and s.profile_id = any($3)`,
);

/** Looked up row by row, as in `attention.ts`. */
const isKept = (
  id: string,
) => `exists (select from kith.profile p where p.installation_id = $1 and p.network = $2
  and p.profile_id = ${id} offset 0)`;
const KEEP = statement(
  'standing.keep',
  `insert into kith.standing as s (installation_id, network, profile_id, credible, known, seen, unusual, engagers,
     known_engagers, effective, percentile, low, high, among, sized, at)
   select $1, $2, i.*, $3::timestamptz from unnest($4::text[], $5::real[], $6::float8[], $7::float8[], $8::boolean[], $9::int[],
     $10::int[], $11::float8[], $12::smallint[], $13::smallint[], $14::smallint[], $15::int[], $16::boolean[])
     as i(profile_id, credible, known, seen, unusual, engagers, known_engagers, effective, percentile, low, high,
       among, sized)
   where ${isKept('i.profile_id')}
   order by i.profile_id
   on conflict (installation_id, network, profile_id) do update set credible = excluded.credible,
     known = excluded.known, seen = excluded.seen, unusual = excluded.unusual, engagers = excluded.engagers,
     known_engagers = excluded.known_engagers, effective = excluded.effective, percentile = excluded.percentile,
     low = excluded.low, high = excluded.high, among = excluded.among, sized = excluded.sized, at = excluded.at`,
);
const KEEP_ENGAGERS = statement(
  'standing.keep engagers',
  `insert into kith.engager as e (installation_id, network, profile_id, giver, place, at)
   select $1, $2, i.profile_id, i.giver, i.place, $3
   from unnest($4::text[], $5::text[], $6::smallint[]) as i(profile_id, giver, place)
   where ${isKept('i.profile_id')} and ${isKept('i.giver')}
   order by 3, 4
   on conflict (installation_id, network, profile_id, giver) do update set place = excluded.place, at = excluded.at`,
);
const FORGET = (['standing', 'engager'] as const).map((table) =>
  statement(
    `${table}.forget`,
    `with gone as (
       delete from kith.${table} where installation_id = $1 and network = $2 and at < $3 and profile_id = any(array(
         select distinct profile_id from (
           select profile_id from kith.${table} where installation_id = $1 and network = $2 and at < $3
           order by profile_id limit ${FORGOTTEN}) o))
       returning 1)
     select count(*)::int as gone from gone`,
  ),
);

type Standings = Pick<
  AttentionRows,
  'accounts' | 'standing' | 'standings' | 'keepStandings' | 'forgetStandings'
>;

export function standings(s: Session): Standings {
  return {
    accounts: (network, after) => accounts(s, network, after ?? ''),
    standing: async ({ network, id }) => {
      const [row] = await s.named<StandingRow>(ONE, [s.installation, network, id]);
      return row && standingOf(row);
    },
    standings: async (network, ids) => {
      const rows = await s.named<StandingRow>(OF, [s.installation, network, ids]);
      return new Map(rows.map((row) => [ProfileId.parse(row.id), standingOf(row)]));
    },
    keepStandings: (network, worked, at) => keep(s, network, worked, at),
    forgetStandings: async (network, before) => {
      const values = [s.installation, network, before];
      const all = await Promise.all(FORGET.map((table) => s.named<{ gone: number }>(table, values)));
      return all.some(([row]) => row !== undefined && row.gone >= FORGOTTEN);
    },
  };
}

async function accounts(s: Session, network: NetworkId, after: string): Promise<readonly AttentionAccount[]> {
  const rows = await s.named<{ id: string; followers: number | null; linked: boolean }>(ACCOUNTS, [
    ...[s.installation, network, after],
  ]);
  return rows.map(({ id, followers, linked }) => ({
    id: ProfileId.parse(id),
    ...(followers !== null && { followers }),
    linked,
  }));
}

type StandingRow = Omit<AttentionStanding, 'place'> & {
  readonly id: string;
  readonly percentile: number | null;
  readonly low: number;
  readonly high: number;
  readonly among: number;
  readonly sized: boolean;
};

function standingOf({ percentile, low, high, among, sized, ...rest }: StandingRow): AttentionStanding {
  if (percentile === null) return rest;
  return { ...rest, place: { percentile, interval: [low, high], among, sized } };
}

async function keep(s: Session, network: NetworkId, worked: readonly Worked[], at: Date): Promise<void> {
  if (worked.length === 0) return;
  const where = [s.installation, network, at];
  const column = (of: (one: AttentionStanding) => unknown) => worked.map(({ standing }) => of(standing));
  const given = worked.flatMap(({ id, engagers }) => engagers.map((giver, place) => ({ id, giver, place })));
  await Promise.all([
    s.named(KEEP, [
      ...[...where, worked.map(({ id }) => id)],
      ...[column((one) => one.credible), column((one) => one.known), column((one) => one.seen)],
      ...[column((one) => one.unusual), column((one) => one.engagers), column((one) => one.knownEngagers)],
      ...[column((one) => one.effective), column(({ place }) => place?.percentile ?? null)],
      ...[
        column(({ place }) => place?.interval[0] ?? null),
        column(({ place }) => place?.interval[1] ?? null),
      ],
      ...[column(({ place }) => place?.among ?? null), column(({ place }) => place?.sized ?? null)],
    ]),
    s.named(KEEP_ENGAGERS, [
      ...where,
      ...[given.map(({ id }) => id), given.map(({ giver }) => giver), given.map(({ place }) => place)],
    ]),
  ]);
}
