import type { ContactId } from '../../core/ids.ts';
import type { Signal } from '../../core/record/signal.ts';
import type { Workspace } from '../../ports/store.ts';
import { clean } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const OTHERS = statement(
  'signal.remove others',
  `delete from kith.signal s where installation_id = $1 and contact_id = $2 and not exists (
     select 1 from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) as d(kind, network, profile_id, since)
     where d.kind = s.kind and d.network = s.network and d.profile_id = s.profile_id and d.since = s.since)`,
);
const DERIVE = statement(
  'signal.derive',
  `insert into kith.signal as s
     (installation_id, contact_id, kind, network, profile_id, since, says, url, status)
   select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[])
   on conflict (installation_id, contact_id, kind, network, profile_id, since) do update set
     says = excluded.says, url = excluded.url, status = excluded.status`,
);

export function signals(s: Session): Workspace['signals'] {
  return { derive: (contact, signals) => derive(s, contact, signals) };
}

async function derive(s: Session, contact: ContactId, signals: readonly Signal[]): Promise<void> {
  const keys = [
    ...[s.installation, contact, signals.map((one) => one.kind), signals.map((one) => one.network)],
    ...[signals.map((one) => one.profile), signals.map((one) => one.since)],
  ];
  const said = [
    signals.map((one) => clean(one.says)),
    signals.map((one) => clean(one.url)),
    signals.map((one) => one.status),
  ];
  await Promise.all([s.named(OTHERS, keys), signals.length > 0 && s.named(DERIVE, [...keys, ...said])]);
}
