import { NetworkId, ProfileId } from '../core/ids.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { TendingRows } from '../ports/tending.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

/** A profile `p` that belongs to somebody. */
export const LINKED = `exists (select 1 from kith.link l where l.installation_id = $1 and l.network = p.network
   and l.profile_id = p.profile_id and l.status in ('auto', 'confirmed'))`;

/** A profile `p` of which something is kept because it was heard. */
const HEARD = `exists (select 1 from kith.post s
   join kith.heard h on h.installation_id = $1 and h.network = s.network and h.post_id = s.post_id
   where s.installation_id = $1 and s.network = p.network and s.profile_id = p.profile_id)`;

/** Holds of every profile `p`: who says it may look by when they were read (`profile_by_reading`). */
const BY_READING = 'coalesce(p.read_again_hours, 1) >= 0';

// Longest unread first: whoever was never read comes before all others.
const DUE = statement(
  'tending.due',
  `select p.network, p.profile_id as id from kith.profile p
   where p.installation_id = $1 and p.network = $2 and ${BY_READING} and (${LINKED} or ${HEARD})
     and (p.read_at is null or p.read_at + make_interval(secs => 3600 * coalesce(p.read_again_hours, 1)) <= $3)
   order by p.read_at nulls first, p.profile_id limit $4`,
);
const BEFORE = statement(
  'tending.before',
  `select read_again_hours as hours from kith.profile
   where installation_id = $1 and network = $2 and profile_id = $3`,
);
const READ = statement(
  'tending.read',
  `update kith.profile set read_at = $4, read_again_hours = $5
   where installation_id = $1 and network = $2 and profile_id = $3`,
);
const SOON = statement(
  'tending.soon',
  `update kith.profile p set read_again_hours = 0
   where p.installation_id = $1 and p.network = $2 and ${LINKED}
   returning p.network, p.profile_id as id`,
);
const FETCHED = statement(
  'tending.fetched before',
  `select p.network, p.profile_id as id from kith.profile p
   where p.installation_id = $1 and p.network = $2 and p.fetched_at < $3
   order by p.fetched_at, p.profile_id limit $4`,
);
const LET_GO = statement(
  'tending.let go',
  `with unread as (
     select p.network, p.profile_id from kith.profile p
     where p.installation_id = $1 and p.network = $2 and ${BY_READING} and p.read_at < $3 and exists (
       select 1 from kith.post s where s.installation_id = $1 and s.network = p.network
         and s.profile_id = p.profile_id and s.body #>> '{provenance,source}' <> $4)
     order by p.read_at, p.profile_id limit $5
   ), gone as (
     delete from kith.post s using unread u
     where s.installation_id = $1 and s.network = u.network and s.profile_id = u.profile_id
       and s.body #>> '{provenance,source}' <> $4)
   select network, profile_id as id from unread`,
);
const BLANK = statement(
  'tending.blank',
  `update kith.delivery set body = ''
   where installation_id = $1 and connector = $2 and received_at < $3 and status <> 'waiting' and body <> ''`,
);
const DELIVERIES = statement(
  'tending.deliveries',
  `delete from kith.delivery where installation_id = $1 and status = 'done' and received_at < $2`,
);
// That one failed stays known, with the reason; what it said does not.
const FAILED = statement(
  'tending.failed',
  `update kith.delivery set body = ''
   where installation_id = $1 and status = 'failed' and received_at < $2 and body <> ''`,
);
const EVENTS = statement(
  'tending.events',
  'delete from kith.event_seen where installation_id = $1 and seen_at < $2',
);

export function tending(s: Session): TendingRows {
  const keys = (rows: readonly { network: string; id: string }[]): readonly ProfileKey[] =>
    rows.map(({ network, id }) => ({ network: NetworkId.parse(network), id: ProfileId.parse(id) }));
  return {
    due: async (network, now, limit) => keys(await s.named(DUE, [s.installation, network, now, limit])),
    readAgainAfter: async ({ network, id }) => {
      const [row] = await s.named<{ hours: number | null }>(BEFORE, [s.installation, network, id]);
      return row?.hours ?? undefined;
    },
    read: async ({ network, id }, at, hours) => {
      await s.named(READ, [s.installation, network, id, at, hours]);
    },
    readSoon: async (network) => keys(await s.named(SOON, [s.installation, network])),
    fetchedBefore: async (network, when, limit) =>
      keys(await s.named(FETCHED, [s.installation, network, when, limit])),
    letGoUnread: async (network, before, but, limit) =>
      keys(await s.named(LET_GO, [s.installation, network, before, but.source, limit])),
    blank: async (network, before) => {
      await s.named(BLANK, [s.installation, network, before]);
    },
    forget: async (before) => {
      await Promise.all([
        s.named(DELIVERIES, [s.installation, before]),
        s.named(FAILED, [s.installation, before]),
        s.named(EVENTS, [s.installation, before]),
      ]);
    },
  };
}
