import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { actorOf } from './api.ts';
import { readTable } from './bulk-csv.ts';
import { JobAsk, formatOf, infoOf } from './bulk-job.ts';
import type { Job } from './bulk-job.ts';
import { invalidState, resultRoutes } from './bulk-results.ts';
import { work } from './bulk-work.ts';
import { idOf } from './ids.ts';
import type { ObjectType } from './object-type.ts';
import type { Parts } from './parts.ts';
import { OrgRefusal } from './refusal.ts';
import { stampOf } from './state.ts';

const MOST_BYTES = 100 * 1024 * 1024;
const bad = (errorCode: string, message: string, status = 400) => new OrgRefusal(status, errorCode, message);

/** Bulk API 2.0 ingest: a job is opened, given its rows, closed, polled, and asked what became of each row. */
export function bulkRoutes(parts: Parts): Router {
  const jobs = new Map<string, Job>();
  let opening = 0;
  const known = (req: Request): Job => {
    const job = jobs.get(String(req.params['job']));
    if (!job) throw bad('NOT_FOUND', 'The requested resource does not exist', 404);
    return job;
  };
  const json = express.json({ limit: '1mb' });
  const csv = express.raw({ type: () => true, limit: MOST_BYTES });
  return express
    .Router()
    .get(
      '/jobs/ingest',
      (_req, res) =>
        void res.json({ done: true, records: [...jobs.values()].map(infoOf), nextRecordsUrl: null }),
    )
    .post('/jobs/ingest', json, (req: Request, res: Response) => {
      const job = opened(req.body, res, parts, (opening += 1));
      jobs.set(job.id, job);
      res.status(201).json(infoOf(job));
    })
    .get('/jobs/ingest/:job', (req, res) => void res.json(infoOf(polled(known(req), parts, res))))
    .put('/jobs/ingest/:job/batches', csv, (req: Request, res: Response) => {
      upload(known(req), req.body);
      res.status(201).end();
    })
    .patch('/jobs/ingest/:job', json, (req: Request, res: Response) => {
      res.json(infoOf(moved(known(req), req.body, parts, res)));
    })
    .delete('/jobs/ingest/:job', (req, res) => {
      const job = known(req);
      if (!ENDED.has(job.state)) throw invalidState(job.state);
      jobs.delete(job.id);
      res.status(204).end();
    })
    .use(resultRoutes(known));
}

const ENDED = new Set(['UploadComplete', 'JobComplete', 'Failed', 'Aborted']);

function opened(body: unknown, res: Response, { installation, now }: Parts, number: number): Job {
  const read = JobAsk.safeParse(body);
  if (!read.success) {
    throw bad('API_ERROR', `Unable to parse ${read.error.issues[0]?.path.join('.') ?? 'the job'}`);
  }
  const ask = read.data;
  const type = objectFor(ask.object, installation.state.schema().object(ask.object));
  if (ask.operation === 'upsert' && ask.externalIdFieldName === undefined) {
    throw bad('INVALIDJOB', 'ExternalIdFieldName is required for upsert');
  }
  const field = installation.state.schema().field(type, ask.externalIdFieldName ?? 'Id');
  if (!field || !(field.externalId || field.type === 'id')) {
    throw bad(
      'INVALIDJOB',
      `InvalidJob : Field name provided, ${ask.externalIdFieldName} does not match an External ID, Salesforce Id, or indexed field for ${ask.object}`,
    );
  }
  const at = stampOf(now());
  return {
    ...{ id: idOf('750', number), ask: { ...ask, object: type.name }, createdById: actorOf(res).userId },
    ...{
      createdDate: at,
      modstamp: at,
      state: 'Open',
      table: undefined,
      polls: 0,
      succeeded: [],
      failed: [],
    },
  };
}

function objectFor(name: string, type: ObjectType | undefined): ObjectType {
  if (!type || type.kind !== 'object') throw bad('INVALIDENTITY', `Unable to find object: ${name}`);
  return type;
}

/** One upload a job. */
function upload(job: Job, csv: unknown): void {
  if (job.state !== 'Open') throw invalidState(job.state);
  if (job.table) throw bad('INVALIDJOBSTATE', 'Found multiple contents for job: one upload a job');
  job.table = readTable(Buffer.isBuffer(csv) ? csv : Buffer.alloc(0), formatOf(job.ask));
}

const Move = z.object({ state: z.enum(['UploadComplete', 'Aborted']) });

function moved(job: Job, body: unknown, parts: Parts, res: Response): Job {
  const read = Move.safeParse(body);
  if (!read.success) throw bad('API_ERROR', 'state: UploadComplete or Aborted');
  const { state } = read.data;
  if (state === 'Aborted' ? ENDED.has(job.state) && job.state !== 'UploadComplete' : job.state !== 'Open') {
    throw invalidState(job.state);
  }
  job.state = state;
  job.modstamp = stampOf(parts.now());
  if (state === 'UploadComplete') {
    job.polls = parts.settings.bulkPolls;
    if (job.polls === 0) finish(job, parts, res);
    return { ...job, state };
  }
  return job;
}

/** Every look brings it nearer to its end. */
function polled(job: Job, parts: Parts, res: Response): Job {
  if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return job;
  if (job.polls === 0) finish(job, parts, res);
  else job.state = 'InProgress';
  job.polls -= 1;
  return job;
}

function finish(job: Job, { transact, installation, locks, now }: Parts, res: Response): void {
  job.modstamp = stampOf(now());
  const type = installation.state.schema().object(job.ask.object);
  if (!type || !job.table) {
    job.state = 'Failed';
    job.errorMessage = type ? 'InvalidBatch : The job has no content' : `InvalidEntity : ${job.ask.object}`;
    return;
  }
  const origin = actorOf(res).changeOrigin.replace('/rest/', '/bulkapi/');
  transact({ ...actorOf(res), changeOrigin: origin }, (tx) => work(tx, job, type, locks));
  job.state = 'JobComplete';
}
