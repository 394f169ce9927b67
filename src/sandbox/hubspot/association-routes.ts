import express from 'express';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import type { ObjectDeps } from './objects.ts';
import { notFound, readRequest } from './refusal.ts';

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
          const results = readRequest(BatchRead, req.body).inputs.flatMap(({ id }) =>
            found(deps, from, id, to),
          );
          const at = now().toISOString();
          res.json({ status: 'COMPLETE', results, startedAt: at, completedAt: at });
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

function found({ associations }: ObjectDeps, from: TypeName, id: string, to: TypeName) {
  const all = associations.of(from, id, to);
  if (all.length === 0) return [];
  const typed = (typeId: number) => ({ category: 'HUBSPOT_DEFINED', typeId, label: null });
  return [
    {
      from: { id },
      to: all.map((one) => ({ toObjectId: Number(one.id), associationTypes: one.typeIds.map(typed) })),
    },
  ];
}
