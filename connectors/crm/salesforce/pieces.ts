import type { ContactId } from '../../../src/core/ids.ts';
import type { KithFieldName, Patch } from '../../../src/core/record/patch.ts';
import type { PostRow, ProfileRow, Row } from '../../../src/core/record/rows.ts';
import { personOf } from './ids.ts';
import type { Person } from './ids.ts';
import { PARENT, PERSON_FIELDS, POST, PROFILE, ROW_KEY, ROW_NAME, named } from './names.ts';
import type { Field, Prefix } from './names.ts';
import { accountField } from './person-accounts.ts';
import { valueOf } from './values.ts';
import type { Value } from './values.ts';

/** One record to be written, as a part of what a contact's patch wants. */
export interface Piece {
  readonly contact: ContactId;
  readonly object: string;
  /** The value of its external id, or the id of a record that is there. */
  readonly key: string;
  readonly values: Readonly<Record<string, Value>>;
  /** A look-up by the external id of the other. */
  readonly lookUp?: { readonly relation: string; readonly field: string; readonly key: string };
}

/** What an org is like, as far as writing depends on it. */
export interface Ground {
  readonly prefix: Prefix;
  /** The fields that each kind of person has. */
  readonly has: (person: Person, field: string) => boolean;
  /** The accounts of those contacts that are accounts. */
  readonly accounts: ReadonlyMap<ContactId, string>;
}

/** The fields of a person; a person account's are written at its account. Undefined where there are none. */
export function fieldsPiece({ contact, fields, mapped = {} }: Patch, ground: Ground): Piece | undefined {
  const person = personOf(contact);
  if (person === undefined) return undefined;
  const own = Object.entries(fields).map(([field, value]) => {
    const { name, ...kind } = PERSON_FIELDS[field as KithFieldName];
    return [named(ground.prefix, name), valueOf({ name, ...kind }, value)] as const;
  });
  // An admin may map a field that only contacts have.
  const others = Object.entries(mapped).filter(([name]) => ground.has(person, name));
  const values = [...own, ...others];
  if (values.length === 0) return undefined;
  const account = ground.accounts.get(contact);
  if (account === undefined) {
    return { contact, object: person, key: contact, values: Object.fromEntries(values) };
  }
  const renamed = values.map(([name, value]) => [accountField(name), value] as const);
  return { contact, object: 'Account', key: account, values: Object.fromEntries(renamed) };
}

/** The rows of one kind that a patch puts. */
export function rowPieces(patch: Patch, kind: Row['kind'], prefix: Prefix): readonly Piece[] {
  const rows = patch.rows?.put ?? [];
  return rows.filter((row) => row.kind === kind).map((row) => rowPiece(patch.contact, row, prefix));
}

function rowPiece(contact: ContactId, row: Row, prefix: Prefix): Piece {
  const parent = PARENT[personOf(contact) ?? 'Contact'];
  const shared = { [named(prefix, parent)]: contact };
  return row.kind === 'profile'
    ? { contact, ...profilePiece(row, prefix, shared) }
    : { contact, ...postPiece(row, prefix, shared) };
}

type Bare = Omit<Piece, 'contact'>;

function profilePiece(row: ProfileRow, prefix: Prefix, parent: Record<string, Value>): Bare {
  const values = valuesOf(PROFILE.fields, { ...row, ...row.influence }, prefix);
  const name = valueOf(ROW_NAME, row.handle || row.id);
  return {
    object: named(prefix, PROFILE.object),
    key: row.key,
    values: { [ROW_NAME.name]: name, ...parent, ...values },
  };
}

function postPiece(row: PostRow, prefix: Prefix, parent: Record<string, Value>): Bare {
  const values = valuesOf(POST.fields, row, prefix);
  const name = valueOf(
    ROW_NAME,
    row.text.replaceAll(/\s+/g, ' ').trim() || `${row.networkTitle} ${row.says}`,
  );
  return {
    object: named(prefix, POST.object),
    key: row.key,
    values: { [ROW_NAME.name]: name, ...parent, ...values },
    ...(row.profile !== undefined && {
      lookUp: {
        relation: named(prefix, POST.profile.relation),
        field: named(prefix, ROW_KEY.name),
        key: row.profile,
      },
    }),
  };
}

/** Every field, and null in those of which nothing is known: what was there before goes. */
function valuesOf(
  fields: Readonly<Record<string, Field>>,
  row: Readonly<Record<string, unknown>>,
  prefix: Prefix,
): Record<string, Value> {
  const values = Object.entries(fields).map(([name, field]) => {
    const value = row[name];
    const known = typeof value === 'string' || typeof value === 'number' ? value : null;
    return [named(prefix, field.name), valueOf(field, known)] as const;
  });
  return Object.fromEntries(values);
}
