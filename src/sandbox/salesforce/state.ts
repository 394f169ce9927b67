import type { Value } from './field.ts';
import { idOf } from './ids.ts';
import type { ObjectType } from './object-type.ts';
import { Rows } from './rows.ts';
import type { Row } from './rows.ts';
import type { Schema } from './schema.ts';

/** What an org holds, and by which definitions. */
export interface OrgState {
  /** As it is now: installing a package replaces it. */
  schema(): Schema;
  readonly rows: Rows;
  readonly now: () => Date;
  readonly namespace: string;
  /** What the org's duplicate rule for leads does with one that matches somebody; absent: there is no such rule. */
  duplicateRule?: 'warns' | 'blocks' | undefined;
  /** Whether the package is installed. */
  installed(): boolean;
  newId(type: ObjectType): string;
}

export function openState(deps: Omit<OrgState, 'rows' | 'newId'>): OrgState {
  const made = new Map<string, number>();
  return {
    ...deps,
    rows: new Rows(),
    newId: ({ keyPrefix }) => {
      const number = (made.get(keyPrefix) ?? 0) + 1;
      made.set(keyPrefix, number);
      return idOf(keyPrefix, number);
    },
  };
}

/** A moment as the REST API writes it. The platform's own stamps know seconds. */
export function stampOf(at: Date): string {
  return `${new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString().slice(0, -1)}+0000`;
}

/** A record that is there and not in the recycle bin. */
export function liveRow({ rows }: OrgState, id: string): Row | undefined {
  const row = rows.get(id);
  return row && row['IsDeleted'] !== true ? row : undefined;
}

/** Records that are not in the recycle bin, by a field that points to a record or is an external id. */
export function liveWhere({ rows }: OrgState, object: string, field: string, value: Value): readonly Row[] {
  return rows.where(object, field, value).filter((row) => row['IsDeleted'] !== true);
}

/** An object that must be there by its plain name. @throws Error, since only a bug asks for another */
export function objectOf(state: OrgState, name: string): ObjectType {
  const type = state.schema().object(name);
  if (!type) throw new Error(`the org has no object ${name}`);
  return type;
}
