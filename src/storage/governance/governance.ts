import { z } from 'zod';
import { DEFAULTS, Settings } from '../../core/governance/settings.ts';
import type { Governance, GovernanceRows, Governor, SettingsChange } from '../../ports/governance.ts';
import { clean, toJson } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { found, health } from './health.ts';

const READ = statement(
  'governance.read',
  'select settings, labels, approved_at, approved_by, governor, governor_name from kith.governance where installation_id = $1',
);
// What no change was made of is no change.
const REMEMBER = statement(
  'governance.remember',
  `insert into kith.governance_history (installation_id, n, changed_at, changed_by, before)
   select $1, (select count(*) from kith.governance_history where installation_id = $1) + 1, $2, $3, $5::jsonb
   where $4::jsonb <> $5::jsonb`,
);
const CHANGE = statement(
  'governance.change',
  `insert into kith.governance (installation_id, settings, labels) values ($1, $2, $3)
   on conflict (installation_id) do update set settings = excluded.settings, labels = excluded.labels`,
);
// Two admins at once: one after the other.
const ALONE = statement(
  'governance.alone',
  `select pg_advisory_xact_lock(hashtextextended('kith.governance:' || $1, 0))`,
);
const HISTORY = statement(
  'governance.history',
  `select changed_at, changed_by, before from kith.governance_history
   where installation_id = $1 order by n desc limit $2`,
);
const APPROVE = statement(
  'governance.approve',
  `insert into kith.governance (installation_id, approved_at, approved_by) values ($1, $2, $3)
   on conflict (installation_id) do update set approved_at = excluded.approved_at, approved_by = excluded.approved_by`,
);
// '' is kept of one who was let go: then the next one is it, although somebody approved.
const CLAIM = statement(
  'governance.claim',
  `insert into kith.governance as g (installation_id, governor, governor_name) values ($1, $2, $3)
   on conflict (installation_id) do update set
     governor = case when g.governor = '' or (g.governor is null and g.approved_at is null) then $2 else g.governor end,
     governor_name = case when g.governor = '' or (g.governor is null and g.approved_at is null) then $3
       else g.governor_name end
   returning governor, governor_name`,
);
const RELEASE = statement(
  'governance.release',
  `insert into kith.governance (installation_id, governor) values ($1, '')
   on conflict (installation_id) do update set governor = '', governor_name = null`,
);
const COUNT = statement(
  'governance.count calls',
  `insert into kith.call_count as c (installation_id, day, calls) values ($1, $2, $3)
   on conflict (installation_id, day) do update set calls = c.calls + excluded.calls`,
);
const CALLS = statement(
  'governance.calls',
  'select calls::int as calls from kith.call_count where installation_id = $1 and day = $2',
);

// A setting that an earlier Kith did not know has its default.
const Kept = z.record(z.string(), z.unknown()).transform((kept) => Settings.parse({ ...DEFAULTS, ...kept }));
const Row = z.object({
  settings: Kept.nullable(),
  labels: z.record(z.string(), z.string()),
  approved_at: z.date().nullable(),
  approved_by: z.string().nullable(),
  governor: z.string().nullable(),
  governor_name: z.string().nullable(),
});

export function governance(s: Session): GovernanceRows {
  return {
    read: () => read(s),
    change: async (settings, labels, by, at) => {
      await s.named(ALONE, [s.installation]);
      const { settings: before } = await read(s);
      const [next, last] = [toJson(settings), toJson(before)];
      await s.named(REMEMBER, [s.installation, at, clean(by), next, last]);
      await s.named(CHANGE, [s.installation, next, toJson(labels)]);
    },
    history: async (limit) => (await s.named(HISTORY, [s.installation, limit])).map(changeOf),
    approve: async (approval) => {
      await s.named(APPROVE, [s.installation, approval?.at ?? null, approval ? clean(approval.by) : null]);
    },
    claim: async ({ user, name }) => {
      const [row] = await s.named<Named>(CLAIM, [s.installation, clean(user), clean(name)]);
      return row && governorOf(row);
    },
    release: async () => {
      await s.named(RELEASE, [s.installation]);
    },
    countCalls: async (day, calls) => {
      await s.named(COUNT, [s.installation, day, calls]);
    },
    callsOn: async (day) => {
      const [row] = await s.named<{ calls: number }>(CALLS, [s.installation, day]);
      return row?.calls ?? 0;
    },
    health: () => health(s),
    found: () => found(s),
  };
}

async function read(s: Session): Promise<Governance> {
  const [row] = await s.named(READ, [s.installation]);
  if (!row) return { settings: DEFAULTS, labels: {} };
  const { settings, labels, approved_at: at, approved_by: by, ...named } = Row.parse(row);
  const governor = governorOf(named);
  const approval = at && by !== null ? { approval: { at, by } } : {};
  return { settings: settings ?? DEFAULTS, labels, ...approval, ...(governor && { governor }) };
}

interface Named {
  readonly governor: string | null;
  readonly governor_name: string | null;
}

function governorOf({ governor: user, governor_name: name }: Named): Governor | undefined {
  return user ? { user, name: name ?? user } : undefined;
}

const Change = z.object({ changed_at: z.date(), changed_by: z.string(), before: Kept });

function changeOf(row: unknown): SettingsChange {
  const { changed_at: at, changed_by: by, before } = Change.parse(row);
  return { at, by, before };
}
