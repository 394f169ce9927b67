import express from 'express';
import type { Response, Router } from 'express';
import { z } from 'zod';
import type { Lists, PortalList } from './lists.ts';
import type { OAuth } from './oauth.ts';
import { PortalRefusal, invalid, readRequest } from './refusal.ts';

const LISTS = '/crm/lists/2026-09';
const Create = z.strictObject({
  name: z.string().min(1).max(200),
  objectTypeId: z.string(),
  processingType: z.enum(['MANUAL', 'SNAPSHOT']),
});
const Ids = z.array(z.string().regex(/^\d+$/)).max(100_000);
const Search = z.strictObject({
  query: z.string().optional(),
  processingTypes: z.array(z.string()).optional(),
  offset: z.number().int().min(0).default(0),
  count: z.number().int().min(1).max(500).default(20),
});

/** The lists' part of HubSpot's dated API, for static lists of contacts. */
export function listRoutes(lists: Lists, oauth: OAuth): Router {
  const [read, write] = [oauth.needs('crm.lists.read'), oauth.needs('crm.lists.write')];
  return express
    .Router()
    .post(`${LISTS}/search`, read, (req, res) => search(readRequest(Search, req.body), res, lists))
    .post(LISTS, read, write, (req, res) => {
      const { name, objectTypeId, processingType } = readRequest(Create, req.body);
      res.json({ list: shown(lists.make(name, objectTypeId, processingType)) });
    })
    .get(`${LISTS}/object-type-id/:type/name/:name`, read, (req, res) => {
      const list = lists.named(String(req.params['name']), String(req.params['type']));
      if (!list) throw new PortalRefusal(404, 'OBJECT_NOT_FOUND', 'No list of this name exists');
      res.json({ list: shown(list) });
    })
    .get(`${LISTS}/:id`, read, (req, res) => {
      res.json({ list: shown(lists.get(String(req.params['id']))) });
    })
    .put(`${LISTS}/:id/memberships/add`, read, write, (req, res) => {
      const list = lists.get(String(req.params['id']));
      if (list.processingType !== 'MANUAL' && list.processingType !== 'SNAPSHOT')
        throw invalid('Members of this list are chosen by its filter');
      res.json(lists.add(list.listId, readRequest(Ids, req.body)));
    })
    .get(`${LISTS}/:id/memberships`, read, (req, res) => {
      const { members } = lists.get(String(req.params['id']));
      res.json({ results: [...members].map((recordId) => ({ recordId })) });
    })
    .delete(`${LISTS}/:id`, read, write, (req, res) => {
      lists.remove(String(req.params['id']));
      res.status(204).end();
    });
}

function search(ask: z.output<typeof Search>, res: Response, lists: Lists): void {
  const words = (ask.query ?? '').trim().toLowerCase();
  const found = lists
    .all()
    .filter(({ name }) => name.toLowerCase().includes(words))
    .filter(({ processingType }) => ask.processingTypes?.includes(processingType) ?? true);
  const end = ask.offset + ask.count;
  const page = found.slice(ask.offset, end).map((list) => ({ ...shown(list), additionalProperties: {} }));
  res.json({
    total: found.length,
    offset: ask.offset + page.length,
    hasMore: end < found.length,
    lists: page,
  });
}

function shown({ listId, name, objectTypeId, processingType, members }: PortalList) {
  return {
    listId,
    name,
    objectTypeId,
    processingType,
    processingStatus: 'COMPLETE',
    listVersion: 1,
    size: members.size,
  };
}
