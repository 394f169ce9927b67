import type { ContactId } from '../core/ids.ts';
import { Link, Verdict } from '../core/identity/link.ts';
import type { Workspace } from '../ports/store.ts';
import { toJson } from './json.ts';
import { compose } from './tables.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const OTHERS = statement(
  'link.remove others',
  `delete from kith.link l where installation_id = $1 and contact_id = $2 and not exists (
     select 1 from unnest($3::text[], $4::text[]) as d(network, profile_id)
     where d.network = l.network and d.profile_id = l.profile_id)`,
);

const DERIVE = statement(
  'link.derive',
  `insert into kith.link as l (installation_id, contact_id, network, profile_id, status, body)
   select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::jsonb[])
   on conflict (installation_id, contact_id, network, profile_id) do update set
     status = excluded.status, body = excluded.body
   where l.body <> excluded.body`,
);

export function links(s: Session): Workspace['links'] {
  return {
    of: async (contact) => {
      const rows = await s.rows(
        compose
          .selectFrom('kith.link')
          .select('body')
          .where('installation_id', '=', s.installation)
          .where('contact_id', '=', contact)
          .orderBy('network')
          .orderBy('profile_id'),
      );
      return rows.map((row) => Link.parse(row.body));
    },
    derive: (contact, links) => derive(s, contact, links),
    verdicts: async (contact) => {
      const rows = await s.rows(
        compose
          .selectFrom('kith.verdict')
          .selectAll()
          .where('installation_id', '=', s.installation)
          .where('contact_id', '=', contact)
          .orderBy('decided_at'),
      );
      return rows.map((row) =>
        Verdict.parse({
          contact: row.contact_id,
          network: row.network,
          profile: row.profile_id,
          says: row.says,
          by: row.decided_by,
          at: row.decided_at,
        }),
      );
    },
    decide: (verdict) => decide(s, verdict),
  };
}

async function derive(s: Session, contact: ContactId, links: readonly Link[]): Promise<void> {
  const stray = links.find((link) => link.contact !== contact);
  if (stray) throw new Error(`A link of ${stray.contact} cannot be derived for ${contact}.`);
  const sorted = links.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const keys = [s.installation, contact, sorted.map((l) => l.network), sorted.map((l) => l.profile)];
  await Promise.all([
    s.named(OTHERS, keys),
    links.length > 0 && s.named(DERIVE, [...keys, sorted.map((l) => l.status), sorted.map(toJson)]),
  ]);
}

async function decide(s: Session, verdict: Verdict): Promise<void> {
  const said = { says: verdict.says, decided_by: verdict.by };
  await s.change(
    compose
      .insertInto('kith.verdict')
      .values({
        installation_id: s.installation,
        contact_id: verdict.contact,
        network: verdict.network,
        profile_id: verdict.profile,
        decided_at: verdict.at,
        ...said,
      })
      .onConflict((again) =>
        again
          .columns(['installation_id', 'contact_id', 'network', 'profile_id', 'decided_at'])
          .doUpdateSet(said),
      ),
  );
}

function keyOf(link: Link): string {
  return `${link.network}:${link.profile}`;
}
