import { z } from 'zod';
import type { Format, Table } from './bulk-csv.ts';

const DELIMITERS = { COMMA: ',', TAB: '\t', SEMICOLON: ';', PIPE: '|', CARET: '^', BACKQUOTE: '`' } as const;

/** What a job is asked to do. */
export const JobAsk = z.object({
  object: z.string(),
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete']),
  externalIdFieldName: z.string().optional(),
  contentType: z.literal('CSV').default('CSV'),
  columnDelimiter: z.enum(['COMMA', 'TAB', 'SEMICOLON', 'PIPE', 'CARET', 'BACKQUOTE']).default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
  assignmentRuleId: z.string().optional(),
});

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** A Bulk API 2.0 ingest job. */
export interface Job {
  readonly id: string;
  readonly ask: z.output<typeof JobAsk>;
  readonly createdById: string;
  readonly createdDate: string;
  state: JobState;
  modstamp: string;
  table: Table | undefined;
  /** How often it says `InProgress` before it is done. */
  polls: number;
  errorMessage?: string;
  readonly succeeded: Outcome[];
  readonly failed: Outcome[];
}

/** What became of one row. */
export interface Outcome {
  readonly cells: readonly string[];
  readonly id: string;
  readonly created: boolean;
  readonly error: string;
}

export function formatOf({ columnDelimiter, lineEnding }: Job['ask']): Format {
  return { delimiter: DELIMITERS[columnDelimiter], lineEnding: lineEnding === 'LF' ? '\n' : '\r\n' };
}

export function infoOf(job: Job): object {
  const { id, ask, state, createdById, createdDate, modstamp, errorMessage } = job;
  const done = job.succeeded.length + job.failed.length;
  return {
    ...{
      id,
      operation: ask.operation,
      object: ask.object,
      createdById,
      createdDate,
      systemModstamp: modstamp,
    },
    ...{ state, concurrencyMode: 'Parallel', contentType: 'CSV', apiVersion: 67, jobType: 'V2Ingest' },
    ...{ lineEnding: ask.lineEnding, columnDelimiter: ask.columnDelimiter },
    ...(ask.externalIdFieldName === undefined ? {} : { externalIdFieldName: ask.externalIdFieldName }),
    contentUrl: `services/data/v67.0/jobs/ingest/${id}/batches`,
    ...(state === 'Open'
      ? {}
      : {
          ...{ numberRecordsProcessed: done, numberRecordsFailed: job.failed.length, retries: 0 },
          ...{ totalProcessingTime: done, apiActiveProcessingTime: done, apexProcessingTime: 0 },
        }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
  };
}
