import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { z } from 'zod';
import { guarded, sameOrigin } from '../page-guard.ts';
import { PAGE_STYLE } from '../page-style.ts';
import { EDITABLE, deskPage, nameOf, objectOfId } from './desk-page.ts';
import type { DeskShow, PersonObject } from './desk-page.ts';
import type { Row } from './rows.ts';
import type { Org } from './simulated-org.ts';
import { OrgRefusal, noResource } from './refusal.ts';

const PAGE = 25;
const Form = z.record(z.string(), z.string());

interface DeskDeps {
  readonly org: Org;
  readonly recordUrl: ((id: string) => string) | undefined;
}

/** The pages on which a person works in the simulated org. */
export function deskRoutes(deps: DeskDeps): Router {
  return express
    .Router()
    .get('/simulator.css', (_req, res) => {
      res.type('css').send(PAGE_STYLE);
    })
    .get('/', guarded, (req, res) => listed(req, res, deps))
    .get('/lightning/r/:object/:id/view', (req, res) =>
      res.redirect(302, `/?only=${known(req, deps.org).Id}`),
    )
    .use(deedRoutes(deps.org))
    .use((error: unknown, req: Request, res: Response, next: NextFunction) => {
      if (!(error instanceof OrgRefusal) || !req.path.startsWith('/simulator/')) return next(error);
      const row = deps.org.find(/\/simulator\/(\w{18})\//.exec(req.path)?.[1] ?? '');
      res.status(error.status);
      send(res, { people: row ? [row] : [], says: `Not done: ${error.message}.`, only: true }, deps);
    });
}

/** What the forms do. */
function deedRoutes(org: Org): Router {
  const form = [ownForm, express.urlencoded({ extended: false })];
  const open = (res: Response, { Id }: Row) => res.redirect(303, `/?only=${Id}&done=saved`);
  return express
    .Router()
    .post('/simulator/new/:object', form, (req: Request, res: Response) => {
      const object = personObject(String(req.params['object']));
      open(res, org.create(object, fieldsIn(req, object)));
    })
    .post('/simulator/:id/save', form, (req: Request, res: Response) => {
      const { Id } = known(req, org);
      open(res, org.change(Id, fieldsIn(req, objectOfId(Id))));
    })
    .post('/simulator/:id/delete', form, (req: Request, res: Response) => {
      org.remove(known(req, org).Id);
      res.redirect(303, '/?done=deleted');
    })
    .post('/simulator/:id/merge', form, (req: Request, res: Response) => {
      const { Id } = known(req, org);
      const { into = '' } = Form.parse(req.body);
      open(res, org.merge(into, Id));
    })
    .post('/simulator/:id/convert', form, (req: Request, res: Response) => {
      const { contactId } = org.convert(known(req, org).Id);
      res.redirect(303, `/?only=${contactId}&done=converted`);
    });
}

function personObject(name: string): PersonObject {
  if (name !== 'Contact' && name !== 'Lead') throw noResource();
  return name;
}

function known(req: Request, org: Org): Row {
  const row = org.find(String(req.params['id']));
  if (!row || row['IsDeleted'] === true) throw noResource();
  return row;
}

/** Only what is edited here; a field of another name is refused, since the form has none. */
function fieldsIn(req: Request, object: PersonObject): Readonly<Record<string, string>> {
  const given = Form.parse(req.body);
  const unknown = Object.keys(given).find((name) => !EDITABLE[object].includes(name));
  if (unknown !== undefined) throw new OrgRefusal(400, 'INVALID_FIELD', `the form has no field ${unknown}`);
  return given;
}

const DONE = new Map([
  ['saved', 'Saved.'],
  ['deleted', 'Deleted. It lies in the recycle bin.'],
  ['converted', 'Converted. This is the contact that the lead became.'],
]);

function listed(req: Request, res: Response, deps: DeskDeps): void {
  const { org } = deps;
  const says = DONE.get(String(req.query['done']));
  const { only } = req.query;
  if (typeof only === 'string') {
    const row = org.find(only);
    if (!row || row['IsDeleted'] === true) throw noResource();
    return send(res, { people: [row], only: true, says }, deps);
  }
  const from = Math.max(0, Math.trunc(Number(req.query['from'])) || 0);
  const leads = org.rows('Lead').filter((row) => row['IsConverted'] !== true);
  const all = [...org.rows('Contact'), ...leads];
  const next = from + PAGE < all.length ? `/?from=${from + PAGE}` : undefined;
  send(res, { people: all.slice(from, from + PAGE), only: false, says, next }, deps);
}

type Shown = Pick<DeskShow, 'people' | 'only' | 'says' | 'next'>;

function send(res: Response, shown: Shown, { org, recordUrl }: DeskDeps): void {
  const { orgId } = org;
  const others = (row: Row) =>
    org
      .rows(objectOfId(row.Id))
      .filter(({ Id, IsConverted }) => Id !== row.Id && IsConverted !== true)
      .map((one) => ({ id: one.Id, name: nameOf(one) }));
  const packaged = (row: Row) =>
    (org.object(objectOfId(row.Id))?.fields ?? []).filter(({ packaged: own }) => own);
  const total = org.rows('Contact').length + org.rows('Lead').length;
  const account = (row: Row) => String(org.find(String(row['AccountId']))?.['Name'] ?? row['Company'] ?? '');
  res.type('html').send(deskPage({ ...shown, orgId, total, others, packaged, account, recordUrl, org }));
}

const ownForm = sameOrigin(() => {
  throw new OrgRefusal(403, 'FORBIDDEN', 'this form was sent from another site');
});
