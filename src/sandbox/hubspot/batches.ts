import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import { Values, Write, make } from './objects.ts';
import type { ObjectDeps } from './objects.ts';
import { shown } from './records.ts';
import type { PortalRecord, Records } from './records.ts';
import { PortalRefusal, bodyOf, invalid, readRequest } from './refusal.ts';

const MOST = 100;
const MOST_WITH_HISTORY = 50;
const TOO_MANY_HISTORIES =
  'The maximum number of inputs supported in a batch request for property histories is 50';
const Names = z.array(z.string());
const Id = z.strictObject({ id: z.string().min(1) });
const Row = Id.extend({
  idProperty: z.string().optional(),
  properties: Values,
  objectWriteTraceId: z.string().optional(),
});
const inputs = <T extends z.ZodType<{ id: string }>>(row: T) =>
  z
    .array(row)
    .min(1)
    .max(MOST)
    .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'the same id twice');
const BatchRead = z.strictObject({
  inputs: inputs(Id),
  properties: Names,
  propertiesWithHistory: Names.optional(),
  idProperty: z.string().optional(),
});
const BatchUpdate = z.strictObject({ inputs: inputs(Row) });
const BatchCreate = z.strictObject({ inputs: z.array(Write).min(1).max(MOST) });
const BatchArchive = z.strictObject({ inputs: inputs(Id) });

/** What is asked for up to 100 records at once, with one answer for each row. */
export function batchRoutes(deps: ObjectDeps): Router {
  const router = express.Router();
  for (const type of TYPE_NAMES) {
    const records = deps.records[type];
    const batch = `/crm/objects/2026-09/${type}/batch`;
    const write = deps.oauth.needs(records.type.scopes.write);
    router
      .post(`${batch}/read`, deps.oauth.needs(records.type.scopes.read), (req, res) =>
        read(req, res, records, deps),
      )
      .post(`${batch}/update`, write, (req, res) => update(req, res, records, deps))
      .post(`${batch}/create`, write, (req, res) => create(req, res, type, deps))
      .post(`${batch}/upsert`, write, (req, res) => upsert(req, res, records, deps))
      .post(`${batch}/archive`, write, (req, res) => {
        const rows = readRequest(BatchArchive, req.body).inputs;
        for (const { id } of rows) if (records.get(id)) records.remove(id, 'INTEGRATION');
        res.status(204).end();
      });
  }
  return router;
}

function read(req: Request, res: Response, records: Records, { now }: ObjectDeps): void {
  const ask = readRequest(BatchRead, req.body);
  if (ask.idProperty === undefined) mustBeIds(ask.inputs);
  const { propertiesWithHistory: histories = [] } = ask;
  if (histories.length > 0 && ask.inputs.length > MOST_WITH_HISTORY) throw invalid(TOO_MANY_HISTORIES);
  const found = ask.inputs.map(({ id }) => [id, records.by(ask.idProperty, id)] as const);
  const results = found.flatMap(([, one]) => {
    if (!one) return [];
    const told = histories.length > 0 && { propertiesWithHistory: records.history.of(one.id, histories) };
    return [{ ...shown(one, ask.properties, records.properties), ...told }];
  });
  answer(
    res,
    results,
    missing(
      found.filter(([, one]) => !one).map(([id]) => id),
      records,
    ),
    now(),
  );
}

function update(req: Request, res: Response, records: Records, { now }: ObjectDeps): void {
  const rows = readRequest(BatchUpdate, req.body).inputs;
  mustBeIds(rows.filter(({ idProperty }) => idProperty === undefined));
  const found = rows.map((row) => ({ row, record: records.by(row.idProperty, row.id) }));
  // One bad value refuses the whole batch before anything is written.
  for (const { row, record } of found) if (record) records.check(row.properties, record.id);
  const results = found.flatMap(({ row, record }) => {
    if (!record) return [];
    const after = records.edit(record.id, row.properties, 'INTEGRATION');
    return [written(after, row, records)];
  });
  const gone = found.filter(({ record }) => !record).map(({ row }) => row.id);
  answer(res, results, missing(gone, records), now());
}

function create(req: Request, res: Response, type: TypeName, deps: ObjectDeps): void {
  const rows = readRequest(BatchCreate, req.body).inputs;
  const records = deps.records[type];
  for (const row of rows) records.check(row.properties);
  const results = rows.map((row) => written(make(row, type, deps), row, records));
  answer(res, results, [], deps.now(), 201);
}

/** By a unique property: an e-mail address is none for this, since a person may have several. */
function upsert(req: Request, res: Response, records: Records, { now }: ObjectDeps): void {
  const rows = readRequest(BatchUpdate, req.body).inputs;
  const found = rows.map((row) => {
    if (row.idProperty === 'email') throw invalid('Partial upserts by email are not supported');
    return { row, record: records.by(row.idProperty, row.id) };
  });
  for (const { row, record } of found) records.check(row.properties, record?.id);
  const results = found.map(({ row, record }) => {
    const key =
      row.idProperty === undefined || row.idProperty === 'hs_object_id' ? {} : { [row.idProperty]: row.id };
    const after = record
      ? records.edit(record.id, row.properties, 'INTEGRATION')
      : records.create({ ...key, ...row.properties }, 'INTEGRATION');
    return { ...written(after, row, records), new: record === undefined };
  });
  answer(res, results, [], now());
}

function written(
  record: PortalRecord,
  {
    properties,
    objectWriteTraceId,
  }: { properties: Record<string, string>; objectWriteTraceId?: string | undefined },
  records: Records,
) {
  const traced = objectWriteTraceId === undefined ? {} : { objectWriteTraceId };
  return { ...shown(record, Object.keys(properties), records.properties), ...traced };
}

function answer(
  res: Response,
  results: readonly unknown[],
  errors: readonly unknown[],
  now: Date,
  success = 200,
): void {
  const at = now.toISOString();
  const trouble = errors.length > 0 && { numErrors: errors.length, errors };
  const all = { status: 'COMPLETE', results, ...trouble, startedAt: at, completedAt: at };
  res.status(trouble ? 207 : success).json(all);
}

function mustBeIds(rows: readonly { readonly id: string }[]): void {
  if (rows.some(({ id }) => !/^\d+$/.test(id))) throw invalid('an id is not a record id');
}

function missing(ids: readonly string[], { type }: Records): readonly Record<string, unknown>[] {
  if (ids.length === 0) return [];
  const refusal = new PortalRefusal(404, 'OBJECT_NOT_FOUND', `Could not get some ${type.singular} objects`);
  return [{ ...bodyOf(refusal), context: { ids } }];
}
