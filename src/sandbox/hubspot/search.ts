import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { TYPES, TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import type { ObjectDeps } from './objects.ts';
import { shown, valueIn } from './records.ts';
import type { PortalRecord } from './records.ts';
import { invalid, readRequest } from './refusal.ts';

const FILTERS = { groups: 5, inOne: 6, inAll: 18 };
const MOST_RESULTS = 10_000;

/** What HubSpot's search compares with; a text that both sides read as a number is compared as one. */
const OPERATORS = {
  EQ: (value, filter) => value === filter.value,
  NEQ: (value, filter) => value !== undefined && value !== filter.value,
  LT: (value, filter) => order(value, filter.value) < 0,
  LTE: (value, filter) => order(value, filter.value) <= 0,
  GT: (value, filter) => order(value, filter.value) > 0,
  GTE: (value, filter) => order(value, filter.value) >= 0,
  BETWEEN: (value, filter) => order(value, filter.value) >= 0 && order(value, filter.highValue) <= 0,
  IN: (value, filter) => value !== undefined && (filter.values ?? []).includes(value),
  NOT_IN: (value, filter) => value !== undefined && !(filter.values ?? []).includes(value),
  HAS_PROPERTY: (value) => value !== undefined,
  NOT_HAS_PROPERTY: (value) => value === undefined,
  CONTAINS_TOKEN: (value, filter) => contains(value, filter.value),
  NOT_CONTAINS_TOKEN: (value, filter) => !contains(value, filter.value),
} as const satisfies Record<string, (value: string | undefined, filter: Filter) => boolean>;

const Filter = z.strictObject({
  propertyName: z.string(),
  operator: z.enum(Object.keys(OPERATORS) as [keyof typeof OPERATORS]),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).optional(),
});
interface Filter {
  readonly value?: string | undefined;
  readonly highValue?: string | undefined;
  readonly values?: readonly string[] | undefined;
}
const Search = z.strictObject({
  query: z.string().max(3_000).optional(),
  filterGroups: z
    .array(z.strictObject({ filters: z.array(Filter).min(1).max(FILTERS.inOne) }))
    .max(FILTERS.groups)
    .default([]),
  sorts: z
    .array(
      z.strictObject({
        propertyName: z.string(),
        direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING'),
      }),
    )
    .max(1)
    .optional(),
  properties: z.array(z.string()).default([]),
  limit: z.number().int().min(1).max(200).default(10),
  after: z.union([z.string().regex(/^\d*$/), z.number().int()]).default('0'),
});

function order(value: string | undefined, bound: string | undefined): number {
  if (value === undefined || bound === undefined) return NaN;
  const [a, b] = [Number(value), Number(bound)];
  return Number.isNaN(a) || Number.isNaN(b) ? value.localeCompare(bound) : a - b;
}

function contains(value: string | undefined, token = ''): boolean {
  const words = token.toLowerCase().replaceAll('*', '').trim();
  return value !== undefined && value.toLowerCase().includes(words);
}

/**
 * What search finds: records as they were some seconds ago. Nobody may search for what they just wrote, and create it
 * because it was not found.
 */
export class SearchIndex {
  readonly #lagMs: number;
  readonly #now: () => Date;
  readonly #known = new Map<string, PortalRecord>();
  #waiting: { readonly atMs: number; readonly id: string; readonly record: PortalRecord | undefined }[] = [];

  constructor(now: () => Date, lagMs: number) {
    this.#now = now;
    this.#lagMs = lagMs;
  }

  changed(id: string, record: PortalRecord | undefined): void {
    this.#waiting.push({ atMs: this.#now().getTime(), id, record });
  }

  records(): readonly PortalRecord[] {
    const until = this.#now().getTime() - this.#lagMs;
    const arrived = this.#waiting.filter(({ atMs }) => atMs <= until);
    this.#waiting = this.#waiting.filter(({ atMs }) => atMs > until);
    for (const { id, record } of arrived) {
      if (record) this.#known.set(id, record);
      else this.#known.delete(id);
    }
    return [...this.#known.values()].toSorted((a, b) => Number(a.id) - Number(b.id));
  }
}

/** `associations.contact`: what a record is associated with, as if it were a property of it. */
const PSEUDO = 'associations.';

/** The search of HubSpot's dated API: five requests a second, 200 a page, 10,000 of each question. */
export function searchRoutes(
  { records, associations, oauth }: ObjectDeps,
  indexes: Readonly<Record<TypeName, SearchIndex>>,
): Router {
  const router = express.Router();
  for (const type of TYPE_NAMES) {
    const { properties, type: kind } = records[type];
    router.post(`/crm/objects/2026-09/${type}/search`, oauth.needs(kind.scopes.read), (req, res) => {
      const ask = readRequest(Search, req.body);
      const from = Number(ask.after) || 0;
      if (from + ask.limit > MOST_RESULTS) throw invalid('Search returns no more than 10,000 results');
      const filters = ask.filterGroups.flatMap((group) => group.filters);
      if (filters.length > FILTERS.inAll) throw invalid('Too many filters');
      const unknown = filters.find(
        ({ propertyName: name }) => !properties.find(name) && !otherIn(name, type),
      );
      if (unknown) throw invalid(`There was a problem with the property ${unknown.propertyName}`);
      const valuesOf: ValuesOf = ({ id, ...record }, name) => {
        const other = otherIn(name, type);
        if (other) return associations.of(type, id, other).map((one) => one.id);
        return [valueIn({ id, ...record }, name)].flatMap((value) => value ?? []);
      };
      const fitting = indexes[type].records().filter((record) => fits(record, ask, valuesOf));
      const found = sorted(fitting, ask.sorts?.[0]);
      const end = from + ask.limit;
      res.json({
        total: found.length,
        results: found.slice(from, end).map((record) => shown(record, ask.properties, properties)),
        ...(end < found.length && { paging: { next: { after: String(end) } } }),
      });
    });
  }
  return router;
}

/** The kind of record that a pseudo-property is about; undefined for any other property. */
function otherIn(property: string, type: TypeName): TypeName | undefined {
  const singular = property.startsWith(PSEUDO) ? property.slice(PSEUDO.length).toUpperCase() : undefined;
  return TYPE_NAMES.find((name) => name !== type && TYPES[name].singular === singular);
}

type ValuesOf = (record: PortalRecord, name: string) => readonly string[];

function fits(
  record: PortalRecord,
  { query, filterGroups }: z.output<typeof Search>,
  valuesOf: ValuesOf,
): boolean {
  const values = Object.values(record.properties);
  if (query !== undefined && !values.some((value) => contains(value, query))) return false;
  if (filterGroups.length === 0) return true;
  return filterGroups.some(({ filters }) =>
    filters.every((filter) => {
      const there = valuesOf(record, filter.propertyName);
      const compares = (value: string | undefined) => OPERATORS[filter.operator](value, filter);
      if (there.length === 0) return compares(undefined);
      return NONE_OF.has(filter.operator) ? there.every(compares) : there.some(compares);
    }),
  );
}

const NONE_OF: ReadonlySet<string> = new Set(['NEQ', 'NOT_IN', 'NOT_CONTAINS_TOKEN']);

/** As their ids count up, unless another order is asked for. */
function sorted(
  records: readonly PortalRecord[],
  sort: NonNullable<z.output<typeof Search>['sorts']>[number] | undefined,
): readonly PortalRecord[] {
  if (!sort) return records;
  const keyed = records.map((record) => ({ record, key: valueIn(record, sort.propertyName) ?? '' }));
  const up = keyed
    .toSorted((a, b) => Number(a.key) - Number(b.key) || Number(a.key > b.key) - Number(a.key < b.key))
    .map(({ record }) => record);
  return sort.direction === 'DESCENDING' ? up.toReversed() : up;
}
