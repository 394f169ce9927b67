import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { shown } from './contacts.ts';
import type { Contacts, PortalContact } from './contacts.ts';
import type { OAuth } from './oauth.ts';
import type { Properties } from './properties.ts';
import { PortalRefusal, bodyOf, invalid, notFound, readRequest } from './refusal.ts';

const CONTACTS = '/crm/objects/2026-09/contacts';
const MOST = 100;

// Every value is a text; a number, a null and a key nobody knows are refused.
const Values = z.record(z.string(), z.string());
const Names = z.array(z.string());
const Row = z.strictObject({ id: z.string().min(1), idProperty: z.never().optional() });
const inputs = <T extends z.ZodType<{ id: string }>>(row: T) =>
  z
    .array(row)
    .min(1)
    .max(MOST)
    .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'the same id twice');
const BatchRead = z.strictObject({
  inputs: inputs(Row.pick({ id: true })),
  properties: Names,
  propertiesWithHistory: Names.max(0).optional(),
  archived: z.boolean().optional(),
});
const BatchUpdate = z.strictObject({
  inputs: inputs(Row.extend({ properties: Values, objectWriteTraceId: z.string().optional() })),
});
const Write = z.strictObject({ properties: Values, associations: z.array(z.unknown()).max(0).optional() });
const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST).default(10),
  after: z.string().regex(/^\d+$/).optional(),
  properties: z.string().default(''),
  archived: z.enum(['false']).optional(),
});
const One = z.strictObject({ properties: z.string().default(''), archived: z.enum(['false']).optional() });
const GdprDelete = z.strictObject({ objectId: z.string().min(1) });

interface Deps {
  readonly contacts: Contacts;
  readonly properties: Properties;
  readonly oauth: OAuth;
  readonly now: () => Date;
}

/** The contacts' part of HubSpot's dated API. */
export function objectRoutes(deps: Deps): Router {
  const { contacts, oauth } = deps;
  const read = oauth.needs('crm.objects.contacts.read');
  const write = oauth.needs('crm.objects.contacts.write');
  return express
    .Router()
    .post(`${CONTACTS}/batch/read`, read, (req, res) => batchRead(req, res, deps))
    .post(`${CONTACTS}/batch/update`, write, (req, res) => batchUpdate(req, res, deps))
    .post(`${CONTACTS}/gdpr-delete`, write, (req, res) => {
      contacts.erase(readRequest(GdprDelete, req.body).objectId);
      res.status(204).end();
    })
    .get(CONTACTS, read, (req, res) => list(req, res, deps))
    .post(CONTACTS, write, (req, res) => {
      const { properties: values } = readRequest(Write, req.body);
      const contact = contacts.create(values, 'INTEGRATION');
      res.status(201).json(shown(contact, Object.keys(values), deps.properties));
    })
    .get(`${CONTACTS}/:id`, read, (req, res) => {
      const { properties: names } = readRequest(One, req.query);
      res.json(shown(known(req, contacts), names.split(','), deps.properties));
    })
    .patch(`${CONTACTS}/:id`, write, (req, res) => {
      const { properties: values } = readRequest(Write.pick({ properties: true }), req.body);
      const contact = contacts.edit(known(req, contacts).id, values, 'INTEGRATION');
      res.json(shown(contact, Object.keys(values), deps.properties));
    })
    .delete(`${CONTACTS}/:id`, write, (req, res) => {
      // Deleting twice is no error at HubSpot.
      const id = String(req.params['id']);
      if (contacts.get(id)) contacts.remove(id, 'INTEGRATION');
      res.status(204).end();
    });
}

function known(req: Request, contacts: Contacts): PortalContact {
  const contact = contacts.get(String(req.params['id']));
  if (!contact) throw notFound('resource');
  return contact;
}

function batchRead(req: Request, res: Response, { contacts, properties, now }: Deps): void {
  const ask = readRequest(BatchRead, req.body);
  const [there, missing] = apart(ask.inputs, contacts);
  const found = there.flatMap(({ id }) => contacts.get(id) ?? []);
  const results = found.map((one) => shown(one, ask.properties, properties));
  answerBatch(res, results, missing, now());
}

function batchUpdate(req: Request, res: Response, { contacts, properties, now }: Deps): void {
  const [there, missing] = apart(readRequest(BatchUpdate, req.body).inputs, contacts);
  // One bad value refuses the whole batch before anything is written.
  for (const { id, properties: values } of there) contacts.check(values, id);
  const results = there.map(({ id, properties: values, objectWriteTraceId }) => ({
    ...shown(contacts.edit(id, values, 'INTEGRATION'), Object.keys(values), properties),
    ...(objectWriteTraceId && { objectWriteTraceId }),
  }));
  answerBatch(res, results, missing, now());
}

function list(req: Request, res: Response, { contacts, properties }: Deps): void {
  const { limit, after = '0', properties: names } = readRequest(Page, req.query);
  const rest = contacts.list().filter(({ id }) => Number(id) > Number(after));
  const page = rest.slice(0, limit);
  const last = page.at(-1)?.id;
  const link = `http://${req.headers.host}${CONTACTS}?limit=${limit}&after=${last}`;
  res.json({
    results: page.map((one) => shown(one, names.split(','), properties)),
    ...(rest.length > limit && { paging: { next: { after: last, link } } }),
  });
}

function answerBatch(
  res: Response,
  results: readonly unknown[],
  missing: readonly string[],
  now: Date,
): void {
  const at = now.toISOString();
  const trouble = missing.length > 0 && { numErrors: missing.length, errors: [notThere(missing)] };
  const answer = { status: 'COMPLETE', results, ...trouble, startedAt: at, completedAt: at };
  res.status(trouble ? 207 : 200).json(answer);
}

function apart<T extends { readonly id: string }>(
  rows: readonly T[],
  contacts: Contacts,
): readonly [there: readonly T[], missing: readonly string[]] {
  if (rows.some(({ id }) => !/^\d+$/.test(id))) throw invalid('an id is not a record id');
  const there = rows.filter(({ id }) => contacts.get(id));
  return [there, rows.filter(({ id }) => !contacts.get(id)).map(({ id }) => id)];
}

function notThere(ids: readonly string[]): Record<string, unknown> {
  const refusal = new PortalRefusal(404, 'OBJECT_NOT_FOUND', 'Could not get some CONTACT objects');
  return { ...bodyOf(refusal), context: { ids } };
}
