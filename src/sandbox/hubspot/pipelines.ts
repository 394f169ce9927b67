import express from 'express';
import type { Router } from 'express';
import type { OAuth } from './oauth.ts';
import { TYPES } from './object-types.ts';

const AT = '2026-01-01T00:00:00.000Z';

/** `[id, label, whether it ends there]`. HubSpot's own first pipelines, with its ids. */
type Row = readonly [id: string, label: string, closed?: boolean];
const DEALS: readonly Row[] = [
  ['appointmentscheduled', 'Appointment scheduled'],
  ['qualifiedtobuy', 'Qualified to buy'],
  ['presentationscheduled', 'Presentation scheduled'],
  ['contractsent', 'Contract sent'],
  ['closedwon', 'Closed won', true],
  ['closedlost', 'Closed lost', true],
];
const TICKETS: readonly Row[] = [
  ['1', 'New'],
  ['2', 'Waiting on contact'],
  ['3', 'Waiting on us'],
  ['4', 'Closed', true],
];

const PIPELINES = {
  deals: [pipeline('default', 'Sales pipeline', DEALS, (closed) => ({ isClosed: String(closed) }))],
  tickets: [
    pipeline('0', 'Support pipeline', TICKETS, (closed) => ({ ticketState: closed ? 'CLOSED' : 'OPEN' })),
  ],
} as const;

function pipeline(
  id: string,
  label: string,
  rows: readonly Row[],
  says: (closed: boolean) => Record<string, string>,
) {
  const dates = { createdAt: AT, updatedAt: AT, archived: false };
  const stages = rows.map(([stage, name, closed = false], displayOrder) => ({
    ...dates,
    id: stage,
    label: name,
    displayOrder,
    metadata: says(closed),
  }));
  return { ...dates, id, label, displayOrder: 0, stages };
}

/** Whether a deal in this stage is won or lost; in one that is not there it is neither. */
export const isClosed = (stage: string | undefined): boolean =>
  DEALS.some(([id, , closed]) => id === stage && closed === true);

/** The pipelines' part of HubSpot's dated API: read only, as every new portal has them. */
export function pipelineRoutes(oauth: OAuth): Router {
  const router = express.Router();
  for (const type of ['deals', 'tickets'] as const) {
    router.get(`/crm/pipelines/2026-09/${type}`, oauth.needs(TYPES[type].scopes.read), (_req, res) => {
      res.json({ results: PIPELINES[type] });
    });
  }
  return router;
}
