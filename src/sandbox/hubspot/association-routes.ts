import express from 'express';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import type { ObjectDeps } from './objects.ts';
import { invalid, notFound, readRequest } from './refusal.ts';

const Id = z.strictObject({ id: z.string().regex(/^\d+$/) });
const BatchRead = z.strictObject({
  inputs: z
    .array(Id.extend({ after: z.string().optional() }))
    .min(1)
    .max(1_000),
});
const BatchCreate = z.strictObject({
  inputs: z
    .array(
      z.strictObject({
        from: Id,
        to: Id,
        types: z
          .array(z.strictObject({ associationCategory: z.string(), associationTypeId: z.number().int() }))
          .min(1),
      }),
    )
    .min(1)
    .max(2_000),
});

/** The associations' part of HubSpot's dated API. */
export function associationRoutes(deps: ObjectDeps): Router {
  const { associations, oauth, records, now } = deps;
  const router = express.Router();
  for (const from of TYPE_NAMES) {
    for (const to of TYPE_NAMES.filter((one) => one !== from)) {
      const path = `/crm/associations/2026-09/${from}/${to}/batch`;
      const reads = [from, to].map((type) => oauth.needs(records[type].type.scopes.read));
      const writes = [from, to].map((type) => oauth.needs(records[type].type.scopes.write));
      router
        .post(`${path}/read`, ...reads, (req: Request, res) => {
          const pages = readRequest(BatchRead, req.body).inputs.map((one) => ownPage(deps, from, one, to));
          const { status, body } = answerOf(pages, now());
          res.status(status).json(body);
        })
        .post(`${path}/create`, ...writes, (req: Request, res) => {
          const rows = readRequest(BatchCreate, req.body).inputs;
          for (const row of rows) associations.join(from, row.from.id, to, row.to.id, row.types);
          const at = now().toISOString();
          const results = rows.map((row) => ({ from: row.from, to: row.to, labels: [] }));
          res.status(201).json({ status: 'COMPLETE', results, startedAt: at, completedAt: at });
        })
        .put(
          `/crm/objects/2026-09/${from}/:id/associations/default/${to}/:toId`,
          ...writes,
          (req: Request, res) => {
            const [id, toId] = [String(req.params['id']), String(req.params['toId'])];
            if (!records[from].get(id)) throw notFound('resource');
            associations.join(from, id, to, toId);
            const at = now().toISOString();
            const results = [{ from: { id }, to: { id: toId } }];
            res.json({ status: 'COMPLETE', results, startedAt: at, completedAt: at });
          },
        );
    }
  }
  return router;
}

/** HubSpot does not say how many stand on a page; what reads it must not count on it. */
const PAGE = 500;

/** A page of what one record is associated with; that it is with nothing is an error at HubSpot, beside the rest. */
function ownPage(
  { associations, records }: ObjectDeps,
  from: TypeName,
  { id, after }: { readonly id: string; readonly after?: string | undefined },
  to: TypeName,
) {
  const all = associations.of(from, id, to);
  if (all.length === 0) return none(records[from].type.singular, id, records[to].type.singular);
  const begin = after === undefined ? 0 : Number(Buffer.from(after, 'base64url').toString());
  if (!Number.isSafeInteger(begin)) throw invalid('Invalid paging token');
  const typed = (typeId: number) => ({ category: 'HUBSPOT_DEFINED', typeId, label: null });
  const next = begin + PAGE;
  const token = Buffer.from(String(next)).toString('base64url');
  return {
    from: { id },
    to: all
      .slice(begin, next)
      .map((one) => ({ toObjectId: Number(one.id), associationTypes: one.typeIds.map(typed) })),
    ...(next < all.length && { paging: { next: { after: token, link: '?after=' } } }),
  };
}

/** What was found, and beside it what was not. */
function answerOf(pages: readonly ReturnType<typeof ownPage>[], now: Date) {
  const results = pages.filter((one) => 'to' in one);
  const errors = pages.filter((one) => !('to' in one));
  const at = now.toISOString();
  const body = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (errors.length === 0) return { status: 200, body };
  return { status: 207, body: { ...body, numErrors: errors.length, errors } };
}

function none(from: string, id: string, to: string) {
  const [one, other] = [from.toLowerCase(), to.toLowerCase()];
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${other} is associated with ${one} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [one], toObjectType: [other] },
  };
}
