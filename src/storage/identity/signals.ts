import { z } from 'zod';
import { ContactId } from '../../core/ids.ts';
import { Influence } from '../../core/influence/influence.ts';
import { Signal } from '../../core/record/signal.ts';
import type { UntoldSignal, SignalRows } from '../../ports/signals.ts';
import { clean } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const OTHERS = statement(
  'signal.remove others',
  `delete from kith.signal s where installation_id = $1 and contact_id = $2 and not exists (
     select 1 from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) as d(kind, network, profile_id, since)
     where d.kind = s.kind and d.network = s.network and d.profile_id = s.profile_id and d.since = s.since)`,
);
// What stands before: who derives a contact's signals does so alone.
const BEFORE = statement(
  'signal.before',
  `select kind, network, profile_id as profile, since, status from kith.signal
   where installation_id = $1 and contact_id = $2`,
);
const DERIVE = statement(
  'signal.derive',
  `insert into kith.signal as s
     (installation_id, contact_id, kind, network, profile_id, since, says, url, status)
   select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[])
   on conflict (installation_id, contact_id, kind, network, profile_id, since) do update set
     says = excluded.says, url = excluded.url, status = excluded.status`,
);

// A signal that was done when it was found, or is done by now, is no news to anybody.
const UNTOLD = statement(
  'signal.untold',
  `select s.contact_id, s.kind, s.network, s.profile_id, s.since, s.says, s.url, s.status, p.influence
   from kith.signal s join kith.profile p using (installation_id, network, profile_id)
   where s.installation_id = $1 and s.status = 'open' and s.told_at is null
   order by s.since, s.contact_id, s.kind, s.network, s.profile_id limit $2 for update of s skip locked`,
);
const TOLD = statement(
  'signal.told',
  `update kith.signal s set told_at = $7
   from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
     as d(contact_id, kind, network, profile_id, since)
   where s.installation_id = $1 and d.contact_id = s.contact_id and d.kind = s.kind and d.network = s.network
     and d.profile_id = s.profile_id and d.since = s.since`,
);

const Untold = z
  .object({
    ...{ contact_id: ContactId, kind: Signal.shape.kind, network: z.string(), profile_id: z.string() },
    ...{ since: z.date(), says: z.string(), url: z.string(), status: Signal.shape.status },
    influence: Influence.nullable(),
  })
  .transform(({ contact_id: contact, profile_id: profile, since, influence, ...rest }): UntoldSignal => ({
    contact,
    signal: { ...rest, profile, since: since.toISOString() },
    ...(influence?.known && { influence: influence.percentile }),
  }));

export function signals(s: Session): SignalRows {
  return {
    derive: (contact, signals) => derive(s, contact, signals),
    untold: async (limit) => z.array(Untold).parse(await s.named(UNTOLD, [s.installation, limit])),
    told: async (told, at) => {
      const of = <T>(part: (one: UntoldSignal) => T) => told.map(part);
      await s.named(TOLD, [
        ...[s.installation, of(({ contact }) => contact), of(({ signal }) => signal.kind)],
        ...[of(({ signal }) => signal.network), of(({ signal }) => signal.profile)],
        ...[of(({ signal }) => signal.since), at],
      ]);
    },
  };
}

async function derive(
  s: Session,
  contact: ContactId,
  signals: readonly Signal[],
): Promise<readonly Signal[]> {
  const keys = [
    ...[s.installation, contact, signals.map((one) => one.kind), signals.map((one) => one.network)],
    ...[signals.map((one) => one.profile), signals.map((one) => one.since)],
  ];
  const said = [
    signals.map((one) => clean(one.says)),
    signals.map((one) => clean(one.url)),
    signals.map((one) => one.status),
  ];
  if (signals.length === 0) {
    await s.named(OTHERS, keys);
    return [];
  }
  const [before] = await Promise.all([
    s.named<Before>(BEFORE, [s.installation, contact]),
    s.named(OTHERS, keys),
    s.named(DERIVE, [...keys, ...said]),
  ]);
  const was = new Map(before.map((one) => [keyOf({ ...one, since: one.since.toISOString() }), one.status]));
  return signals.filter((one) => {
    const open = was.get(keyOf(one)) === 'open';
    return one.status === 'open' ? !open : open;
  });
}

type Key = Pick<Signal, 'kind' | 'network' | 'profile' | 'since'>;
type Before = Omit<Key, 'since'> & Pick<Signal, 'status'> & { readonly since: Date };
const keyOf = ({ kind, network, profile, since }: Key) =>
  JSON.stringify([kind, network, profile, new Date(since).toISOString()]);
