import express from 'express';
import type { Request, Router } from 'express';
import { z } from 'zod';
import type { Associations } from './associations.ts';
import type { Contacts } from './contacts.ts';
import type { OAuth } from './oauth.ts';
import { TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import { shown } from './records.ts';
import type { PortalRecord, Records } from './records.ts';
import { invalid, notFound, readRequest } from './refusal.ts';

const MOST = 100;

// Every value is a text; a number, a null and a key nobody knows are refused.
export const Values = z.record(z.string(), z.string());
const Types = z.array(
  z.strictObject({ associationCategory: z.string(), associationTypeId: z.number().int() }),
);
export const Write = z.strictObject({
  properties: Values,
  associations: z
    .array(z.strictObject({ to: z.strictObject({ id: z.string().min(1) }), types: Types.min(1) }))
    .optional(),
  objectWriteTraceId: z.string().optional(),
});
/** `a,b`, or once for each. */
const Names = z
  .union([z.string(), z.array(z.string())])
  .default('')
  .transform((said) =>
    [said]
      .flat()
      .flatMap((one) => one.split(','))
      .filter(Boolean),
  );
const One = {
  properties: Names,
  associations: Names,
  archived: z.enum(['false']).optional(),
};
const Page = z.strictObject({
  ...One,
  limit: z.coerce.number().int().min(1).max(MOST).default(10),
  after: z.string().regex(/^\d+$/).optional(),
});
const Read = z.strictObject({ ...One, idProperty: z.string().optional() });
const Patch = Write.pick({ properties: true });
const GdprDelete = z.strictObject({ objectId: z.string().min(1), idProperty: z.string().optional() });

export interface ObjectDeps {
  readonly records: Readonly<Record<TypeName, Records>> & { readonly contacts: Contacts };
  readonly associations: Associations;
  readonly oauth: OAuth;
  readonly now: () => Date;
}

/** Single records of HubSpot's dated API: contacts, companies, deals, tickets, tasks and notes alike. */
export function objectRoutes(deps: ObjectDeps): Router {
  const router = express.Router();
  for (const type of TYPE_NAMES) addRoutes(router, type, deps);
  const { contacts } = deps.records;
  return router.post(
    '/crm/objects/2026-09/contacts/gdpr-delete',
    deps.oauth.needs('crm.objects.contacts.write'),
    (req, res) => {
      const { objectId, idProperty } = readRequest(GdprDelete, req.body);
      contacts.erase(contacts.by(idProperty, objectId)?.id ?? objectId);
      res.status(204).end();
    },
  );
}

function addRoutes(router: Router, type: TypeName, deps: ObjectDeps): void {
  const records = deps.records[type];
  const path = `/crm/objects/2026-09/${type}`;
  const read = deps.oauth.needs(records.type.scopes.read);
  const write = deps.oauth.needs(records.type.scopes.write);
  router
    .get(path, read, (req, res) => res.json(page(req, type, deps)))
    .post(path, write, (req, res) => {
      const record = make(readRequest(Write, req.body), type, deps);
      res.status(201).json(shown(record, Object.keys(record.properties), records.properties));
    })
    .get(`${path}/:id`, read, (req, res) => {
      const { properties, associations, idProperty } = readRequest(Read, req.query);
      const record = records.by(idProperty, String(req.params['id']));
      if (!record) throw notFound('resource');
      const also = associationsOf(record, type, associations, deps);
      res.json({ ...shown(record, properties, records.properties), ...also });
    })
    .patch(`${path}/:id`, write, (req, res) => {
      const { properties } = readRequest(Patch, req.body);
      const record = records.edit(String(req.params['id']), properties, 'INTEGRATION');
      res.json(shown(record, Object.keys(properties), records.properties));
    })
    .delete(`${path}/:id`, write, (req, res) => {
      // Deleting twice is no error at HubSpot.
      const id = String(req.params['id']);
      if (records.get(id)) records.remove(id, 'INTEGRATION');
      res.status(204).end();
    });
}

/** A record with its associations, or neither. */
export function make(
  { properties, associations = [] }: z.output<typeof Write>,
  type: TypeName,
  deps: ObjectDeps,
): PortalRecord {
  for (const { to } of associations) {
    if (!deps.records.contacts.get(to.id)) throw invalid(`No contact with id ${to.id} exists`);
  }
  const record = deps.records[type].create(properties, 'INTEGRATION');
  try {
    for (const { to, types } of associations) {
      deps.associations.join(type, record.id, 'contacts', to.id, types);
    }
  } catch (error) {
    deps.records[type].remove(record.id, 'INTEGRATION');
    throw error;
  }
  return record;
}

function page(req: Request, type: TypeName, { records }: ObjectDeps) {
  const { limit, after = '0', properties: names } = readRequest(Page, req.query);
  const all = records[type];
  const rest = all.list().filter(({ id }) => Number(id) > Number(after));
  const results = rest.slice(0, limit);
  const last = results.at(-1)?.id;
  const link = `http://${req.headers.host}/crm/objects/2026-09/${type}?limit=${limit}&after=${last}`;
  return {
    results: results.map((one) => shown(one, names, all.properties)),
    ...(rest.length > limit && { paging: { next: { after: last, link } } }),
  };
}

/** As HubSpot shows them on a single record: once for each way of being associated. */
function associationsOf(record: PortalRecord, type: TypeName, names: readonly string[], deps: ObjectDeps) {
  if (names.length === 0) return {};
  const wrong = names.find((name) => !TYPE_NAMES.some((one) => one === name));
  if (wrong !== undefined) throw invalid(`Unable to infer object type from: ${wrong}`);
  const kinds = TYPE_NAMES.filter((one) => names.includes(one));
  const found = kinds.map((kind) => [kind, deps.associations.of(type, record.id, kind)] as const);
  const shownTo = (kind: TypeName, id: string) => ({ id, type: `${type}_to_${kind}` });
  return {
    associations: Object.fromEntries(
      found
        .filter(([, to]) => to.length > 0)
        .map(([kind, to]) => [kind, { results: to.map(({ id }) => shownTo(kind, id)) }]),
    ),
  };
}
