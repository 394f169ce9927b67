import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { z } from 'zod';
import { guarded, policyOf, sameOrigin } from '../page-guard.ts';
import type { Contacts, PortalContact } from './contacts.ts';
import { EDITABLE, STYLE, nameOf, pageOf } from './page.ts';
import type { Show } from './page.ts';
import type { Associations } from './associations.ts';
import { TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import type { Records } from './records.ts';
import { recordPage, relatedOf } from './related.ts';
import { openExtensions } from './record-page/extensions.ts';
import type { AppProject, Extensions } from './record-page/extensions.ts';
import { settingsPageOf } from './record-page/places.ts';
import { PortalRefusal, notFound } from './refusal.ts';

const PAGE = 50;
const Form = z.partialRecord(z.enum(EDITABLE), z.string());

interface Deps {
  readonly portalId: number;
  readonly contacts: Contacts;
  readonly records: Readonly<Record<TypeName, Records>>;
  readonly associations: Associations;
  readonly recordUrl: ((id: string) => string) | undefined;
  readonly clientSecret: string;
  readonly appId: number;
  readonly now: () => Date;
  readonly installed: () => boolean;
  readonly app: AppProject | undefined;
}

interface Desk extends Deps {
  readonly extensions: Extensions;
}

/** The pages on which a person works in the simulated portal. */
export function deskRoutes(deps: Deps): Router {
  const { contacts, portalId } = deps;
  const extensions = openExtensions({ ...deps, sameOrigin: ownForm });
  const desk = { ...deps, extensions };
  const form = [ownForm, express.urlencoded({ extended: false })];
  const open = (res: Response, { id }: PortalContact) =>
    res.redirect(303, `/contacts/${portalId}/record/0-1/${id}?saved=1`);
  return express
    .Router()
    .use(guarded)
    .use(appRoutes(desk))
    .get('/simulator.css', (_req, res) => {
      res.type('css').send(STYLE);
    })
    .get('/', (req, res) => listed(req, res, desk))
    .get('/contacts/:portal/record/:type/:id', (req, res) => {
      const type = TYPE_NAMES.find((name) => deps.records[name].type.typeId === req.params['type']);
      const record = type && deps.records[type].get(String(req.params['id']));
      if (!type || !record) throw notFound('record');
      res.type('html').send(recordPage(type, record));
    })
    .post('/simulator/contacts', form, (req: Request, res: Response) => {
      open(res, contacts.create(Form.parse(req.body), 'CRM_UI'));
    })
    .post('/simulator/contacts/:id', form, (req: Request, res: Response) => {
      open(res, contacts.edit(known(req, contacts).id, Form.parse(req.body), 'CRM_UI'));
    })
    .post('/simulator/contacts/:id/delete', form, (req: Request, res: Response) => {
      contacts.remove(known(req, contacts).id);
      res.redirect(303, '/?done=deleted');
    })
    .post('/simulator/contacts/:id/erase', form, (req: Request, res: Response) => {
      contacts.erase(known(req, contacts).id);
      res.redirect(303, '/?done=erased');
    })
    .use((error: unknown, req: Request, res: Response, next: NextFunction) =>
      sayRefusal(error, req, res, next, desk),
    );
}

/** The pages on which the installed app shows itself. */
function appRoutes(deps: Desk): Router {
  const { contacts, portalId, extensions } = deps;
  return express
    .Router()
    .use(extensions.routes)
    .get('/contacts/:portal/record/0-1/:id', (req, res) => {
      const contact = known(req, contacts);
      const says = req.query['saved'] ? `Saved ${nameOf(contact)}.` : undefined;
      const placed = extensions.at('record', contact.id);
      allowScripts(res, extensions);
      send(res, { contacts: [contact], only: true, says, extensions: placed }, deps);
    })
    .get('/settings-app/:portal', (_req, res) => {
      allowScripts(res, extensions);
      res.type('html').send(settingsPageOf(portalId, extensions.at('settings')));
    });
}

type Shown = Pick<Show, 'contacts' | 'only' | 'next' | 'says' | 'extensions'>;

function send(res: Response, shown: Shown, deps: Desk): void {
  const { portalId, contacts, recordUrl, records, associations, extensions } = deps;
  const total = contacts.list().length;
  const properties = contacts.properties.all();
  const related = (id: string) => relatedOf(id, portalId, records, associations);
  const settings = extensions.at('settings').length > 0;
  res.type('html').send(pageOf({ ...shown, portalId, total, properties, recordUrl, related, settings }));
}

function listed(req: Request, res: Response, deps: Desk): void {
  const from = Math.max(0, Math.trunc(Number(req.query['from'])) || 0);
  const all = deps.contacts.list();
  const next = from + PAGE < all.length ? `/?from=${from + PAGE}` : undefined;
  const says = DONE.get(String(req.query['done']));
  send(res, { contacts: all.slice(from, from + PAGE), only: false, next, says }, deps);
}

function known(req: Request, contacts: Contacts): PortalContact {
  const contact = contacts.get(String(req.params['id']));
  if (!contact) throw notFound('contact');
  return contact;
}

/** A person is told what was wrong, on the page they came from. */
function sayRefusal(error: unknown, req: Request, res: Response, next: NextFunction, deps: Desk): void {
  const refusal = error instanceof z.ZodError ? UNKNOWN_FIELD : error;
  if (!(refusal instanceof PortalRefusal)) return next(error);
  // The detail behind the colon is for programs.
  const says = `Not done: ${refusal.message.replace(/: \[.*$/s, '')}.`;
  const contact = deps.contacts.get(req.path.match(/\d+/g)?.at(-1) ?? '');
  res.status(refusal.status);
  send(res, { contacts: contact ? [contact] : [], only: true, says }, deps);
}

const DONE = new Map([
  ['deleted', 'Deleted.'],
  ['erased', 'Erased for good.'],
]);
const UNKNOWN_FIELD = new PortalRefusal(
  400,
  'VALIDATION_ERROR',
  'the form has a field that is not edited here',
);

/** A page with extensions runs our own script, which runs each extension in a worker. */
function allowScripts(res: Response, extensions: Extensions): void {
  const images = ["'self'", 'data:', ...extensions.images()].join(' ');
  res.set(
    'Content-Security-Policy',
    `${policyOf()}; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src ${images}`,
  );
}

const ownForm = sameOrigin(() => {
  throw new PortalRefusal(403, 'FORBIDDEN', 'this form was sent from another site');
});
