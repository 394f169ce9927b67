import { Contact } from '../core/contact.ts';
import { ContactId } from '../core/ids.ts';
import type { Workspace } from '../ports/store.ts';
import { erase, isErased, lockErasures } from './erasure.ts';
import { filedContact, refile } from './identity/filed.ts';
import type { Refiled } from './identity/filed.ts';
import { clean, newestByKey, toJson } from './json.ts';
import { remove } from './removal.ts';
import { compose } from './tables.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

// The time of the change is no content: a contact that was only touched is not answered.
const KEEP = statement(
  'contact.keep',
  `with incoming as (
     select contact_id, name, search, changed_at, body, keys::bigint[], names::bigint[]
     from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::jsonb[], $7::text[], $8::text[])
       as i(contact_id, name, search, changed_at, body, keys, names)
   ), before as (
     select contact_id, body from kith.contact where installation_id = $1 and contact_id = any($2)
   ), kept as (
     insert into kith.contact as c (installation_id, contact_id, sort_name, search_text, changed_at, body,
       keys, names, was_keys, was_names)
     select $1, contact_id, lower(name), lower(search), changed_at, body, keys, names, '{}', '{}'
     from incoming order by contact_id
     on conflict (installation_id, contact_id) do update set
       sort_name = excluded.sort_name, search_text = excluded.search_text,
       changed_at = excluded.changed_at, body = excluded.body, keys = excluded.keys, names = excluded.names,
       was_keys = case when (c.keys, c.names) = (excluded.keys, excluded.names) then null else c.keys end,
       was_names = case when (c.keys, c.names) = (excluded.keys, excluded.names) then null else c.names end
     where c.changed_at <= excluded.changed_at
     returning contact_id, body, keys, names, was_keys, was_names
   )
   select k.contact_id as who, k.keys::text[] as keys, k.names::text[] as names,
     k.was_keys::text[] as was_keys, k.was_names::text[] as was_names,
     b.body is null or b.body - 'changedAt' <> k.body - 'changedAt' as changed
   from kept k left join before b using (contact_id)
   where k.was_keys is not null or b.body is null or b.body - 'changedAt' <> k.body - 'changedAt'`,
);

// Contacts that are there again part from those they were merged into, of whom the last one that exists is answered.
const PART = statement(
  'contact.part',
  `with recursive parted as (
     delete from kith.merged where installation_id = $1 and contact_id = any($2) returning into_id
   ), up as (
     select into_id from parted
     union select g.into_id from kith.merged g join up on g.installation_id = $1 and g.contact_id = up.into_id
   )
   select c.contact_id as id from kith.contact c join up on c.contact_id = up.into_id where c.installation_id = $1`,
);

// Of two derivations of one contact the later facts must not be followed by the earlier.
const HOLD = statement(
  'contact.hold',
  'select body from kith.contact where installation_id = $1 and contact_id = $2 for no key update',
);

const LIST = statement(
  'contact.list',
  `select c.body, l.linked, l.suggested, l.refused
   from (
     select contact_id, sort_name, body from kith.contact
     where installation_id = $1
       and ($2::text is null or (sort_name, contact_id) >
         (select a.sort_name, a.contact_id from kith.contact a where a.installation_id = $1 and a.contact_id = $2))
       and ($3::text is null or search_text like '%' || lower($3) || '%')
     order by sort_name, contact_id limit $4
   ) c
   cross join lateral (
     select count(*) filter (where status in ('auto', 'confirmed'))::int as linked,
       count(*) filter (where status = 'suggested')::int as suggested,
       count(*) filter (where status = 'rejected')::int as refused
     from kith.link where installation_id = $1 and contact_id = c.contact_id
   ) l
   order by c.sort_name, c.contact_id`,
);

export function contacts(s: Session, vault: Vault): Workspace['contacts'] {
  const own = () => compose.selectFrom('kith.contact').where('installation_id', '=', s.installation);
  return {
    find: async (id) => {
      const [row] = await s.rows(own().select('body').where('contact_id', '=', id));
      return row && Contact.parse(row.body);
    },
    hold: async (id) => {
      const [row] = await s.named<{ body: unknown }>(HOLD, [s.installation, id]);
      return row && Contact.parse(row.body);
    },
    keep: (contacts) => keep(s, contacts),
    list: async ({ after, limit, search }) => {
      const values = [s.installation, after ?? null, search ? likeOf(search) : null, limit];
      const rows = await s.named<{ body: unknown; linked: number; suggested: number; refused: number }>(
        LIST,
        values,
      );
      return rows.map(({ body, ...counts }) => ({ contact: Contact.parse(body), ...counts }));
    },
    count: async () => {
      const [row] = await s.rows(own().select(({ fn }) => fn.countAll<string>().as('n')));
      return Number(row?.n ?? 0);
    },
    remove: (id, into) => remove(s, id, into),
    erase: (id, at) => erase(s, vault, id, at),
    isErased: (ids) => isErased(s, ids),
  };
}

async function keep(s: Session, contacts: readonly Contact[]): Promise<readonly ContactId[]> {
  if (contacts.length === 0) return [];
  const [, erased] = await Promise.all([
    lockErasures(s, 'shared'),
    isErased(
      s,
      contacts.map((c) => c.id),
    ),
  ]);
  const newest = newestByKey(
    contacts.filter((c) => !erased.has(c.id)),
    (c) => c.id,
    (c) => c.changedAt,
  );
  const filed = newest.map(filedContact);
  const rows = await s.named<Kept>(KEEP, [
    s.installation,
    newest.map((c) => c.id),
    newest.map((c) => clean(c.name ?? '')),
    newest.map((c) => clean([c.name, c.company, ...c.emails].filter(Boolean).join('\n'))),
    newest.map((c) => c.changedAt),
    newest.map(toJson),
    filed.map((f) => f.keys),
    filed.map((f) => f.names),
  ]);
  const [parted] = await Promise.all([
    s.named<{ id: string }>(PART, [s.installation, newest.map((c) => c.id)]),
    refile(s, 'contact', rows.flatMap(refiledOf)),
  ]);
  const changed = new Set([
    ...rows.filter((row) => row.changed).map(({ who }) => who),
    ...parted.map(({ id }) => id),
  ]);
  const kept = newest.map(({ id }) => id).filter((id) => changed.delete(id));
  return [...kept, ...[...changed].map((id) => ContactId.parse(id))];
}

/** `was_…` is null where the filing did not change. */
type Kept = Omit<Refiled, 'was_keys' | 'was_names'> & {
  readonly changed: boolean;
  readonly was_keys: readonly string[] | null;
  readonly was_names: readonly string[] | null;
};

function refiledOf({ was_keys, was_names, ...row }: Kept): readonly Refiled[] {
  return was_keys === null || was_names === null ? [] : [{ ...row, was_keys, was_names }];
}

/** The searched words are no pattern. */
function likeOf(search: string): string {
  return clean(search).replaceAll(/[\\%_]/g, (mark) => `\\${mark}`);
}
