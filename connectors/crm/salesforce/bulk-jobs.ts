import { z } from 'zod';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { codeOf } from './refusals.ts';
import type { Trouble } from './refusals.ts';
import { ask, succeeded } from './talk.ts';
import { read } from './wire.ts';

/** What a job does with its rows. */
export interface Operation {
  readonly object: string;
  readonly operation: 'update' | 'upsert';
  /** The column by which a row is known: `Id`, or an external id. */
  readonly key: string;
}

const JOBS = '/jobs/ingest';
const Job = z.object({ id: z.string().regex(/^[a-zA-Z0-9]{15,18}$/) });

/** Hands one text over, and lets it be worked on. 3 calls. @returns the job's id */
export async function startJob(session: CrmSession, how: Operation, csv: string): Promise<string> {
  const { object, operation, key } = how;
  const body = {
    ...{ object, operation, contentType: 'CSV', lineEnding: 'LF' },
    ...(operation === 'upsert' && { externalIdFieldName: key }),
  };
  const made = await ask(session, { method: 'POST', path: JOBS, body });
  const { id } = read(Job, 'a job', succeeded(made, 'a job'));
  succeeded(await ask(session, { method: 'PUT', path: `${JOBS}/${id}/batches`, body: csv }), 'rows of a job');
  const begun = await ask(session, {
    method: 'PATCH',
    path: `${JOBS}/${id}`,
    body: { state: 'UploadComplete' },
  });
  succeeded(begun, 'to begin a job');
  return id;
}

const State = z.object({ state: z.string(), errorMessage: z.string().nullish() });
const GOING: ReadonlySet<string> = new Set(['Open', 'UploadComplete', 'InProgress']);

/** `misread`: the job did nothing, because it named a field or an object that is not there. */
export async function stateOf(session: CrmSession, id: string): Promise<'going' | 'over' | 'misread'> {
  const reply = await ask(session, { method: 'GET', path: `${JOBS}/${id}` });
  // Salesforce forgets jobs after a week.
  if (reply.status === 404) return 'over';
  const { state, errorMessage } = read(State, 'a job', succeeded(reply, 'to look at a job'));
  if (GOING.has(state)) return 'going';
  return state === 'Failed' && /InvalidBatch|field name/i.test(errorMessage ?? '') ? 'misread' : 'over';
}

/** What became of the rows of a job, by their keys; a row that is in neither was not worked on. */
export interface Results {
  readonly done: Set<string>;
  readonly failed: Map<string, Trouble>;
}

const Rows = z.array(z.record(z.string(), z.string()));

/** Reads what a job that is over did, in whatever order Salesforce tells it. 2 calls. */
export async function readResults(
  session: CrmSession,
  id: string,
  keys: readonly string[],
): Promise<Results> {
  const rowsOf = async (what: 'successfulResults' | 'failedResults') => {
    const reply = await ask(session, { method: 'GET', path: `${JOBS}/${id}/${what}` });
    // Forgotten, or ended before it came to results: nothing is known of its rows.
    if (reply.status === 404 || codeOf(reply.troubles) === 'INVALIDJOBSTATE') return [];
    // An empty answer is no CSV, and means no rows.
    return read(Rows, 'results of a job', succeeded(reply, 'results of a job') || []);
  };
  const keyOf = (row: Readonly<Record<string, string>>) => keys.map((key) => row[key]).find(Boolean) ?? '';
  const done = (await rowsOf('successfulResults')).map(keyOf);
  const failed = (await rowsOf('failedResults')).map(
    (row) => [keyOf(row), troubleIn(row['sf__Error'] ?? '')] as const,
  );
  return { done: new Set(done), failed: new Map(failed) };
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --` */
function troubleIn(text: string): Trouble {
  const code = /^([A-Z][A-Z0-9_]{1,80}):/.exec(text)?.[1] ?? 'UNKNOWN';
  const fields = /:([A-Za-z0-9_, ]*) --\s*$/.exec(text)?.[1]?.split(/, ?/).filter(Boolean) ?? [];
  return { code, fields, about: [] };
}
