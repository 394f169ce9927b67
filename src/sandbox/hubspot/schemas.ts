import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { OAuth } from './oauth.ts';
import { TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import type { Properties } from './properties.ts';
import { FIELD_TYPES, TYPES } from './property.ts';
import type { Property as PortalProperty } from './property.ts';
import type { Records } from './records.ts';
import { PortalRefusal, bodyOf, notFound, readRequest } from './refusal.ts';

const Name = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'a name is lower-case letters, digits and _');
const Group = z.strictObject({ name: Name, label: z.string().min(1), displayOrder: z.number().optional() });
const Property = z.strictObject({
  name: Name,
  label: z.string().min(1),
  type: z.enum(TYPES),
  fieldType: z.enum(FIELD_TYPES),
  groupName: z.string().min(1),
  description: z.string().optional(),
  hasUniqueValue: z.boolean().optional(),
  formField: z.boolean().optional(),
  options: z
    .array(
      z.strictObject({
        label: z.string(),
        value: z.string(),
        hidden: z.boolean().optional(),
        displayOrder: z.number().int().optional(),
      }),
    )
    .optional(),
});
const Batch = z.strictObject({ inputs: z.array(Property).min(1).max(100) });
const Archive = z.strictObject({
  inputs: z
    .array(z.strictObject({ name: z.string() }))
    .min(1)
    .max(100),
});

interface SchemaDeps {
  readonly records: Readonly<Record<TypeName, Records>>;
  readonly oauth: OAuth;
  readonly now: () => Date;
}

/** The properties' part of HubSpot's dated API. */
export function schemaRoutes(deps: SchemaDeps): Router {
  const router = express.Router();
  for (const type of TYPE_NAMES) {
    addGroups(router, deps.records[type], deps);
    addProperties(router, deps.records[type], deps);
  }
  return router;
}

function addGroups(router: Router, { properties, type }: Records, { oauth }: SchemaDeps): void {
  const groups = `/crm/properties/2026-09/${type.name}/groups`;
  const write = oauth.needs(type.schemas.write);
  router
    .get(groups, oauth.needs(type.schemas.read), (_req, res) => {
      res.json({ results: properties.groups() });
    })
    .post(groups, write, (req, res) => {
      res.status(201).json(properties.addGroup(readRequest(Group, req.body)));
    })
    .delete(`${groups}/:name`, write, (req, res) => {
      properties.archiveGroup(String(req.params['name']));
      res.status(204).end();
    });
}

function addProperties(router: Router, records: Records, { oauth, now }: SchemaDeps): void {
  const { properties, type } = records;
  const path = `/crm/properties/2026-09/${type.name}`;
  const read = oauth.needs(type.schemas.read);
  const write = oauth.needs(type.schemas.write);
  const archive = (name: string) => {
    // Archiving twice is no error at HubSpot.
    if (properties.archive(name)) records.forget(name);
  };
  router
    .post(`${path}/batch/create`, write, (req, res) => createAll(req, res, properties, now()))
    .post(`${path}/batch/archive`, write, (req, res) => {
      for (const { name } of readRequest(Archive, req.body).inputs) archive(name);
      res.status(204).end();
    })
    .get(path, read, (_req, res) => {
      res.json({ results: properties.all().map(shown) });
    })
    .post(path, write, (req, res) => {
      res.status(201).json(shown(properties.add(readRequest(Property, req.body))));
    })
    .get(`${path}/:name`, read, (req, res) => {
      const property = properties.find(String(req.params['name']));
      if (!property) throw notFound('property');
      res.json(shown(property));
    })
    .delete(`${path}/:name`, write, (req, res) => {
      archive(String(req.params['name']));
      res.status(204).end();
    });
}

/** As HubSpot shows one: whether an app may write it stands in its metadata. */
function shown(property: PortalProperty) {
  const { calculated = false, description = '', options = [] } = property;
  return {
    ...property,
    description,
    options,
    archived: false,
    hidden: false,
    modificationMetadata: { archivable: true, readOnlyDefinition: calculated, readOnlyValue: calculated },
  };
}

function createAll(req: Request, res: Response, properties: Properties, now: Date): void {
  const made = readRequest(Batch, req.body).inputs.map((input) => {
    try {
      return { result: shown(properties.add(input)) };
    } catch (error) {
      if (!(error instanceof PortalRefusal)) throw error;
      return { error: { ...bodyOf(error), context: { name: [input.name] } } };
    }
  });
  const results = made.flatMap(({ result }) => result ?? []);
  const errors = made.flatMap(({ error }) => error ?? []);
  const at = now.toISOString();
  const trouble = errors.length > 0 && { numErrors: errors.length, errors };
  const answer = { status: 'COMPLETE', results, ...trouble, startedAt: at, completedAt: at };
  res.status(trouble ? 207 : 201).json(answer);
}
