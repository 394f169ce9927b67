import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { OAuth } from './oauth.ts';
import { FIELD_TYPES, TYPES } from './properties.ts';
import type { Properties } from './properties.ts';
import { PortalRefusal, bodyOf, notFound, readRequest } from './refusal.ts';

const FIELDS = '/crm/properties/2026-09/contacts';
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
});
const Batch = z.strictObject({ inputs: z.array(Property).min(1).max(100) });

/** The properties' part of HubSpot's dated API, for contacts. */
export function schemaRoutes(properties: Properties, oauth: OAuth, now: () => Date): Router {
  const read = oauth.needs('crm.schemas.contacts.read');
  const write = oauth.needs('crm.schemas.contacts.write');
  return express
    .Router()
    .get(`${FIELDS}/groups`, read, (_req, res) => {
      res.json({ results: properties.groups() });
    })
    .post(`${FIELDS}/groups`, write, (req, res) => {
      res.status(201).json(properties.addGroup(readRequest(Group, req.body)));
    })
    .post(`${FIELDS}/batch/create`, write, (req, res) => createAll(req, res, properties, now()))
    .get(FIELDS, read, (_req, res) => {
      res.json({ results: properties.all() });
    })
    .post(FIELDS, write, (req, res) => {
      res.status(201).json(properties.add(readRequest(Property, req.body)));
    })
    .get(`${FIELDS}/:name`, read, (req, res) => {
      const property = properties.find(String(req.params['name']));
      if (!property) throw notFound('property');
      res.json(property);
    });
}

function createAll(req: Request, res: Response, properties: Properties, now: Date): void {
  const made = readRequest(Batch, req.body).inputs.map((input) => {
    try {
      return { result: properties.add(input) };
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
