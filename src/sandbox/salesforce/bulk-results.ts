import express from 'express';
import type { Request, Response, Router } from 'express';
import { writeTable } from './bulk-csv.ts';
import { formatOf } from './bulk-job.ts';
import type { Job, Outcome } from './bulk-job.ts';
import { OrgRefusal } from './refusal.ts';

type Cells = (outcome: Outcome) => readonly string[];

export const invalidState = (state: string) =>
  new OrgRefusal(400, 'INVALIDJOBSTATE', `Invalid job state transition or action in state ${state}`);

/** What became of the rows of a job, as three tables. */
export function resultRoutes(known: (req: Request) => Job): Router {
  const send =
    (columns: readonly string[], of: (job: Job) => readonly Outcome[], cells: Cells) =>
    (req: Request, res: Response) =>
      sendResults(known(req), res, columns, of, cells);
  const succeeded = send(
    ['sf__Id', 'sf__Created'],
    (job) => job.succeeded,
    ({ id, created }) => [id, String(created)],
  );
  const failed = send(
    ['sf__Id', 'sf__Error'],
    (job) => job.failed,
    ({ id, error }) => [id, error],
  );
  return express
    .Router()
    .get('/jobs/ingest/:job/successfulResults', succeeded)
    .get('/jobs/ingest/:job/failedResults', failed)
    .get(
      '/jobs/ingest/:job/unprocessedrecords',
      send([], unprocessed, () => []),
    );
}

function unprocessed({ table, succeeded, failed, state }: Job): readonly Outcome[] {
  const rows = state === 'Aborted' || state === 'Failed' ? (table?.rows ?? []) : [];
  const done = new Set([...succeeded, ...failed].map(({ cells }) => cells));
  return rows
    .filter((cells) => !done.has(cells))
    .map((cells) => ({ cells, id: '', created: false, error: '' }));
}

function sendResults(
  job: Job,
  res: Response,
  extra: readonly string[],
  of: (job: Job) => readonly Outcome[],
  cells: Cells,
): void {
  if (!['JobComplete', 'Failed', 'Aborted'].includes(job.state)) throw invalidState(job.state);
  const rows = of(job).map((outcome) => [...cells(outcome), ...outcome.cells]);
  res.type('text/csv').send(writeTable([...extra, ...(job.table?.columns ?? [])], rows, formatOf(job.ask)));
}
