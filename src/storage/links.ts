import type { ContactId } from '../core/ids.ts';
import { Link } from '../core/identity/link.ts';
import type { Workspace } from '../ports/store.ts';
import { found, judged, keepFound } from './identity/found.ts';
import { decide, verdicts } from './identity/verdicts.ts';
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
  `insert into kith.link as l (installation_id, contact_id, network, profile_id, status, body, asking)
   select $1, $2, i.*, coalesce((i.body ->> 'asking')::float8, 0)
   from unnest($3::text[], $4::text[], $5::text[], $6::jsonb[]) as i(network, profile_id, status, body)
   on conflict (installation_id, contact_id, network, profile_id) do update set
     status = excluded.status, body = excluded.body, asking = excluded.asking
   where l.body <> excluded.body`,
);

const WEIGHED = statement(
  'link.weighed',
  `insert into kith.weighed as w (installation_id, contact_id, generation) values ($1, $2, $3)
   on conflict (installation_id, contact_id) do update set generation = excluded.generation
   where w.generation <> excluded.generation`,
);
const NOTHING_WEIGHED = statement(
  'link.nothing weighed',
  'delete from kith.weighed where installation_id = $1 and contact_id = $2',
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
    derive: (contact, links, generation) => derive(s, contact, links, generation),
    verdicts: (contact) => verdicts(s, contact),
    decide: (verdict, answer) => decide(s, verdict, answer),
    found: (contact) => found(s, contact),
    keepFound: (contact, profiles) => keepFound(s, contact, profiles),
    judged: (contact) => judged(s, contact),
  };
}

async function derive(
  s: Session,
  contact: ContactId,
  links: readonly Link[],
  generation: number | undefined,
): Promise<void> {
  const stray = links.find((link) => link.contact !== contact);
  if (stray) throw new Error(`A link of ${stray.contact} cannot be derived for ${contact}.`);
  const sorted = links.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const keys = [s.installation, contact, sorted.map((l) => l.network), sorted.map((l) => l.profile)];
  await Promise.all([
    s.named(OTHERS, keys),
    generation === undefined
      ? s.named(NOTHING_WEIGHED, [s.installation, contact])
      : s.named(WEIGHED, [s.installation, contact, generation]),
    links.length > 0 && s.named(DERIVE, [...keys, sorted.map((l) => l.status), sorted.map(toJson)]),
  ]);
}

function keyOf(link: Link): string {
  return `${link.network}:${link.profile}`;
}
