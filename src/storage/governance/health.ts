import type { FoundSoFar, Health } from '../../ports/governance.ts';
import { STUCK } from '../boss.ts';
import { WORK } from '../progress.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

// Trouble that was given up on, the newest first: a delivery that could not be read, a patch that the CRM refused, work
// after its last try. Whatever a job says of it names the other side and quotes nobody.
const HEALTH = statement(
  'governance.health',
  `select
     (select count(*)::int from kith.contact where installation_id = $1) as contacts,
     (select count(distinct contact_id)::int from kith.asked where installation_id = $1) as resolved,
     (select count(*)::int from pgboss.job where name = any($2) and state in ('created', 'retry', 'active')
       and data ->> 'installation' = $1) as waiting,
     (select max(received_at) from kith.delivery join kith.installation using (installation_id)
       where installation_id = $1 and connector = crm) as last_delivery,
     (select says from (
       (select error as says, received_at as at from kith.delivery
         where installation_id = $1 and status <> 'done' and error is not null order by received_at desc limit 1)
       union all
       (select says, wanted_at from kith.outbox
         where installation_id = $1 and status = 'refused' order by wanted_at desc limit 1)
       union all
       (select coalesce(output ->> 'error', output ->> 'message', source_output ->> 'error'), created_on from pgboss.job
         where name = $3 and state in ('created', 'failed') and data ->> 'installation' = $1
         order by created_on desc limit 1)
     ) trouble where says is not null order by at desc limit 1) as last_error`,
);

const FOUND = statement(
  'governance.found',
  `select
     (select count(distinct contact_id)::int from kith.link
       where installation_id = $1 and status in ('auto', 'confirmed')) as linked,
     (select count(*)::int from kith.link where installation_id = $1 and status = 'suggested') as suggested,
     (select coalesce(json_agg(json_build_object('network', network, 'count', n) order by n desc, network), '[]') from (
       select network, count(*)::int as n from kith.link
       where installation_id = $1 and status in ('auto', 'confirmed') group by network) counted) as by_network`,
);

interface HealthRow extends Pick<Health, 'contacts' | 'resolved' | 'waiting'> {
  readonly last_error: string | null;
  readonly last_delivery: Date | null;
}

export async function health(s: Session): Promise<Health> {
  const [row] = await s.named<HealthRow & Record<string, unknown>>(HEALTH, [s.installation, WORK, STUCK]);
  if (!row) return { contacts: 0, resolved: 0, waiting: 0 };
  const { contacts, resolved, waiting, last_error: error, last_delivery: delivery } = row;
  return {
    ...{ contacts, resolved, waiting },
    ...(error !== null && { lastError: error }),
    ...(delivery !== null && { lastDelivery: delivery }),
  };
}

interface FoundRow extends Pick<FoundSoFar, 'linked' | 'suggested'> {
  readonly by_network: FoundSoFar['byNetwork'];
}

export async function found(s: Session): Promise<FoundSoFar> {
  const [row] = await s.named<FoundRow & Record<string, unknown>>(FOUND, [s.installation]);
  return {
    linked: row?.linked ?? 0,
    suggested: row?.suggested ?? 0,
    byNetwork: row?.by_network ?? [],
  };
}
