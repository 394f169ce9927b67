import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import type { ObjectDeps } from './objects.ts';
import { shown } from './records.ts';
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
  sorts: z.array(z.unknown()).max(1).optional(),
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

/** The search of HubSpot's dated API: five requests a second, 200 a page, 10,000 of each question. */
export function searchRoutes(
  { records, oauth }: ObjectDeps,
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
      const unknown = filters.find(({ propertyName }) => !properties.find(propertyName));
      if (unknown) throw invalid(`There was a problem with the property ${unknown.propertyName}`);
      const found = indexes[type].records().filter((record) => fits(record, ask));
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

function fits(record: PortalRecord, { query, filterGroups }: z.output<typeof Search>): boolean {
  const values = Object.values(record.properties);
  if (query !== undefined && !values.some((value) => contains(value, query))) return false;
  if (filterGroups.length === 0) return true;
  const value = (name: string) => (name === 'hs_object_id' ? record.id : record.properties[name]);
  return filterGroups.some(({ filters }) =>
    filters.every((filter) => OPERATORS[filter.operator](value(filter.propertyName), filter)),
  );
}
