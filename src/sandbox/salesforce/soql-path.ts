import type { Field, Value } from './field.ts';
import type { ObjectType } from './object-type.ts';
import type { Row } from './rows.ts';
import { unknownColumn, unknownRelation } from './soql-errors.ts';
import type { OrgState } from './state.ts';

/** A query at work: the org, and the text that errors point into. */
export interface Asked {
  readonly state: OrgState;
  readonly soql: string;
}

/** A field as a query names it, from a row to its value. */
export interface Path {
  readonly field: Field;
  readonly get: (row: Row) => Value;
}

/** `Name`, `Account.Name`, `Contact.Account.Name`. A prefix that is the object itself means the object. @throws OrgRefusal */
export function pathOf(asked: Asked, type: ObjectType, words: readonly string[]): Path {
  const [first = '', ...rest] = words;
  const schema = asked.state.schema();
  if (rest.length === 0) {
    const field = schema.field(type, first);
    if (!field) throw unknownColumn(asked.soql, first, type.name);
    return { field, get: (row) => row[field.name] ?? null };
  }
  const relation = schema.relation(type, first);
  if (!relation) {
    if (first.toLowerCase() === type.name.toLowerCase()) return pathOf(asked, type, rest);
    throw unknownRelation(asked.soql, first);
  }
  const paths = (relation.referenceTo ?? []).flatMap((name) => {
    const parent = schema.object(name);
    return parent ? [{ name, path: () => pathOf(asked, parent, rest) }] : [];
  });
  const [plain] = paths;
  if (!plain) throw unknownRelation(asked.soql, first);
  const { field } = plain.path();
  const up = (row: Row): Value => {
    const parent = parentOf(asked, row, relation);
    if (!parent) return null;
    const object = asked.state.rows.typeOf(parent.Id)?.name;
    return (paths.find(({ name }) => name === object) ?? plain).path().get(parent);
  };
  return { field, get: up };
}

/** The record that a look-up points to. */
export function parentOf({ state }: Asked, row: Row, relation: Field): Row | undefined {
  const id = row[relation.name];
  return typeof id === 'string' ? state.rows.get(id) : undefined;
}
