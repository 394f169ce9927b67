import { History } from './history.ts';
import type { Source } from './history.ts';
import type { ObjectType } from './object-types.ts';
import { isClosed } from './pipelines.ts';
import type { Properties } from './properties.ts';
import { badValue } from './property-values.ts';
import { PortalRefusal, invalid, notFound } from './refusal.ts';

export type Values = Readonly<Record<string, string>>;

/** A record of the portal, with the properties that have a value. */
export interface PortalRecord {
  readonly id: string;
  readonly properties: Values;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type Change =
  | { readonly type: 'creation' | 'deletion' | 'restore' | 'privacyDeletion'; readonly id: string }
  | { readonly type: 'propertyChange'; readonly id: string; readonly name: string; readonly value: string }
  | { readonly type: 'merge'; readonly id: string; readonly primary: string; readonly merged: string };

export interface RecordDeps {
  readonly type: ObjectType;
  readonly properties: Properties;
  readonly now: () => Date;
  /** The number of the app through which everything comes that is no person's. */
  readonly appId: number;
  /** The records that are there at the beginning, of which nothing is told. */
  readonly seed?: readonly Values[];
  readonly tell?: (change: Change, source: Source) => void;
  /** After every change: what the record is now, undefined when it is gone. */
  readonly changed?: (id: string, record: PortalRecord | undefined) => void;
}

/** The records of one kind. Ids are given in order, so that the same seeds have the same ids. */
export class Records {
  readonly type: ObjectType;
  readonly properties: Properties;
  readonly history: History;
  protected readonly now: () => Date;
  protected readonly tell: (change: Change, source: Source) => void;
  readonly #there = new Map<string, PortalRecord>();
  readonly #archived = new Map<string, PortalRecord>();
  /** By property and value, who has it: unique ones only. */
  readonly #holders = new Map<string, string>();
  readonly #changed: (id: string, record: PortalRecord | undefined) => void;
  #sorted: readonly PortalRecord[] | undefined;
  #lastId: number;

  constructor({ type, properties, now, appId, seed = [], tell, changed }: RecordDeps) {
    this.type = type;
    this.properties = properties;
    this.history = new History(appId);
    this.now = now;
    this.tell = tell ?? (() => undefined);
    this.#changed = changed ?? (() => undefined);
    this.#lastId = type.firstId - 1;
    for (const values of seed) this.createQuietly(values);
  }

  get(id: string): PortalRecord | undefined {
    return this.#there.get(id);
  }

  /** In the order of their ids. */
  list(): readonly PortalRecord[] {
    this.#sorted ??= [...this.#there.values()].toSorted((a, b) => Number(a.id) - Number(b.id));
    return this.#sorted;
  }

  /** The record that has this value of a unique property, or this id. @throws PortalRefusal 400 for another property */
  by(property: string | undefined, value: string): PortalRecord | undefined {
    if (property === undefined || property === 'hs_object_id') return this.#there.get(value);
    if (!this.properties.find(property)?.hasUniqueValue)
      throw invalid(`${property} is not a unique property`);
    return this.#there.get(this.#holders.get(`${property} ${value}`) ?? '');
  }

  /** @param at when it was made; now, unless told. */
  create(values: Values, source: Source, at?: Date): PortalRecord {
    const record = this.createQuietly(values, at);
    this.history.note(record, record.properties, source);
    this.tell({ type: 'creation', id: record.id }, source);
    return record;
  }

  /** The values as the portal keeps them. @throws PortalRefusal 400 for a bad one or one that another has, 409 for an e-mail address. */
  check(values: Values, own?: string): Values {
    const kept = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, this.properties.valueOf(name, value)]),
    );
    for (const [name, value] of Object.entries(kept).filter(([, one]) => one !== '')) {
      if (!this.properties.find(name)?.hasUniqueValue) continue;
      const other = this.#holders.get(`${name} ${value}`);
      if (other !== undefined && other !== own) throw taken(name, other);
    }
    return kept;
  }

  edit(id: string, values: Values, source: Source): PortalRecord {
    const before = this.known(id);
    const changed = Object.entries(this.check(values, id)).filter(
      ([name, value]) => (before.properties[name] ?? '') !== value,
    );
    if (changed.length === 0) return before;
    const properties = held({ ...before.properties, ...Object.fromEntries(changed) });
    const after = { ...before, properties, updatedAt: this.now() };
    this.#put(after);
    this.history.note(after, Object.fromEntries(changed), source);
    for (const [name, value] of changed) this.tell({ type: 'propertyChange', id, name, value }, source);
    return after;
  }

  remove(id: string, source: Source = 'CRM_UI'): void {
    this.#archived.set(id, this.known(id));
    this.drop(id);
    this.tell({ type: 'deletion', id }, source);
  }

  restore(id: string): PortalRecord {
    const record = this.#archived.get(id);
    if (!record) throw notFound(`archived record ${id}`);
    this.check(record.properties, id);
    this.#archived.delete(id);
    this.#put(record);
    this.tell({ type: 'restore', id }, 'CRM_UI');
    return record;
  }

  /** A property was archived: its values are gone. */
  forget(property: string): void {
    for (const key of [...this.#holders.keys()])
      if (key.startsWith(`${property} `)) this.#holders.delete(key);
    for (const { properties, ...record } of this.list().filter((one) => property in one.properties)) {
      const { [property]: _gone, ...others } = properties;
      this.#put({ ...record, properties: others });
    }
  }

  protected known(id: string): PortalRecord {
    const record = this.#there.get(id);
    if (!record) throw notFound(`${this.type.singular.toLowerCase()} ${id}`);
    return record;
  }

  protected createQuietly(values: Values, at?: Date): PortalRecord {
    const kept = this.check(values);
    const lacks = this.type.needs.find((oneOf) => !oneOf.some((name) => kept[name]));
    if (lacks) throw invalid(`A new ${this.type.singular} needs ${lacks.join(' or ')}`);
    return this.add(kept, at);
  }

  protected add(values: Values, at = this.now()): PortalRecord {
    this.#lastId += 1;
    const record = { id: String(this.#lastId), properties: held(values), createdAt: at, updatedAt: at };
    this.#put(record);
    return record;
  }

  /** @returns whether it was there or archived. */
  protected drop(id: string, forGood = false): boolean {
    const record = this.#there.get(id);
    if (record) this.#index(record, false);
    this.#sorted = undefined;
    const archived = forGood && this.#archived.delete(id);
    const dropped = this.#there.delete(id);
    this.#changed(id, undefined);
    return dropped || archived;
  }

  #put(record: PortalRecord): void {
    const before = this.#there.get(record.id);
    if (before) this.#index(before, false);
    this.#there.set(record.id, record);
    this.#index(record, true);
    this.#sorted = undefined;
    this.#changed(record.id, record);
  }

  #index({ id, properties }: PortalRecord, holds: boolean): void {
    for (const [name, value] of Object.entries(properties)) {
      if (!this.properties.find(name)?.hasUniqueValue) continue;
      if (holds) this.#holders.set(`${name} ${value}`, id);
      else this.#holders.delete(`${name} ${value}`);
    }
  }
}

function held(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** An e-mail address is one person's; of other unique properties it is the value that is no good. */
function taken(name: string, id: string): PortalRefusal {
  if (name === 'email') {
    return new PortalRefusal(409, 'CONFLICT', `Contact already exists. Existing ID: ${id}`);
  }
  return badValue(name, 'CONFLICTING_UNIQUE_VALUE', `${name} is held by ${id}`);
}

/** What stands in a property, be it the portal itself that reckons it. */
export function valueIn(
  { id, properties, createdAt, updatedAt }: PortalRecord,
  name: string,
): string | undefined {
  if (name === 'hs_object_id') return id;
  if (name === 'hs_is_closed') return String(isClosed(properties['dealstage']));
  if (name === 'createdate' || name === 'hs_createdate') return createdAt.toISOString();
  if (name === 'lastmodifieddate') return updatedAt.toISOString();
  return properties[name];
}

/** A record as the API shows it: what was asked for, null where it has no value, and what is always shown. */
export function shown(record: PortalRecord, asked: readonly string[], properties: Properties) {
  const { id, createdAt, updatedAt } = record;
  const known = asked.filter((name) => properties.find(name));
  const own = { createdate: createdAt.toISOString(), hs_createdate: createdAt.toISOString() };
  return {
    id,
    properties: {
      ...Object.fromEntries(known.map((name) => [name, valueIn(record, name) ?? null])),
      ...Object.fromEntries(Object.entries(own).filter(([name]) => properties.find(name))),
      lastmodifieddate: updatedAt.toISOString(),
      hs_object_id: id,
    },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    archived: false,
  };
}
