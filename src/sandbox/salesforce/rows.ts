import type { Value } from './field.ts';
import type { ObjectType } from './object-type.ts';

/** A record as it stands: API name → value. Never changed, only replaced. */
export type Row = Readonly<Record<string, Value>> & { readonly Id: string };

interface Kept {
  readonly type: ObjectType;
  readonly row: Row;
}

/** All records of an org, those in its recycle bin included, found by id and by what points or must be unique. */
export class Rows {
  readonly #byId = new Map<string, Kept>();
  readonly #byObject = new Map<string, Map<string, Row>>();
  /** `object.field` → value → ids. */
  readonly #indexes = new Map<string, Map<string, Set<string>>>();

  put(type: ObjectType, row: Row): void {
    const before = this.#byId.get(row.Id);
    if (before) this.#unindex(before);
    this.#byId.set(row.Id, { type, row });
    const own = this.#byObject.get(type.name) ?? new Map<string, Row>();
    this.#byObject.set(type.name, own.set(row.Id, row));
    for (const { name } of type.fields.filter(indexed)) {
      const index = this.#index(type.name, name);
      const key = keyOf(row[name]);
      if (key !== undefined) index.set(key, (index.get(key) ?? new Set()).add(row.Id));
    }
  }

  drop(id: string): void {
    const kept = this.#byId.get(id);
    if (!kept) return;
    this.#unindex(kept);
    this.#byId.delete(id);
    this.#byObject.get(kept.type.name)?.delete(id);
  }

  get(id: string): Row | undefined {
    return this.#byId.get(id)?.row;
  }
  typeOf(id: string): ObjectType | undefined {
    return this.#byId.get(id)?.type;
  }
  /** In the order in which they were made. */
  of(object: string): readonly Row[] {
    return [...(this.#byObject.get(object)?.values() ?? [])];
  }
  /** Those of an object that are named, by their ids, which is the order in which they were made. */
  some(object: string, ids: ReadonlySet<string>): readonly Row[] {
    const own = this.#byObject.get(object);
    return [...ids].toSorted().flatMap((id) => own?.get(id) ?? []);
  }
  /** By a field that points to a record or is an external id. */
  where(object: string, field: string, value: Value): readonly Row[] {
    const ids = this.#index(object, field).get(keyOf(value) ?? '') ?? [];
    return [...ids].flatMap((id) => this.get(id) ?? []);
  }

  /** The object's definition has changed: its records are kept by the new one. */
  redefine(type: ObjectType): void {
    for (const row of this.of(type.name)) {
      this.drop(row.Id);
      const known = type.fields.map(({ name }) => [name, row[name] ?? null] as const);
      this.put(type, { ...Object.fromEntries(known), Id: row.Id });
    }
  }

  #index(object: string, field: string): Map<string, Set<string>> {
    const name = `${object}.${field}`;
    const index = this.#indexes.get(name) ?? new Map<string, Set<string>>();
    this.#indexes.set(name, index);
    return index;
  }

  #unindex({ type, row }: Kept): void {
    for (const { name } of type.fields.filter(indexed)) {
      this.#index(type.name, name)
        .get(keyOf(row[name]) ?? '')
        ?.delete(row.Id);
    }
  }
}

const indexed = ({ type, unique, externalId }: ObjectType['fields'][number]) =>
  type === 'reference' || unique === true || externalId === true;

function keyOf(value: Value | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
