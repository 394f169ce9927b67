import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';

/** Salesforce's status codes, which may be shown: never the prose beside one, which may quote a person. */
const Code = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,80}$/)
  .catch('UNKNOWN');
const FieldName = /^[A-Za-z][A-Za-z0-9_]{0,120}$/;

/** What a duplicate rule found. Source: Salesforce, "DuplicateResult", "MatchResult". */
const Duplicates = z
  .object({
    allowSave: z.boolean(),
    matchResults: z.array(
      z.object({ matchRecords: z.array(z.object({ record: z.object({ Id: z.string() }) })) }),
    ),
  })
  .optional()
  .catch(undefined);

/** Why something was refused: `errorCode` of a whole call, `statusCode` of one record in it. */
export const WireTrouble = z
  .object({
    errorCode: Code.optional(),
    statusCode: Code.optional(),
    fields: z.array(z.string()).nullish().catch([]),
    message: z.string().nullish().catch(undefined),
    duplicateResult: Duplicates,
    // So REST spells it.
    duplicateResut: Duplicates,
  })
  .transform(({ errorCode, statusCode, fields, message, ...more }): Trouble => ({
    code: errorCode ?? statusCode ?? 'UNKNOWN',
    fields: (fields ?? []).filter((name) => FieldName.test(name)),
    about: (message ?? '').match(/\w+__\w+/g) ?? [],
    ...duplicatesIn(more.duplicateResult ?? more.duplicateResut),
  }));

export interface Trouble {
  readonly code: string;
  readonly fields: readonly string[];
  /** Words of its prose that look like names of a package's fields; only those that are ours may be shown. */
  readonly about: readonly string[];
  /** Ids of the records that a duplicate rule holds a new one to be the same as, and whether it may be saved all the same. */
  readonly duplicates?: { readonly ids: readonly string[]; readonly mayInsist: boolean };
}

function duplicatesIn(found: z.output<typeof Duplicates>): Pick<Trouble, 'duplicates'> {
  if (!found) return {};
  const records = found.matchResults.flatMap(({ matchRecords }) => matchRecords);
  const ids = [...new Set(records.map(({ record }) => record.Id))];
  return { duplicates: { ids, mayInsist: found.allowSave } };
}

/** What a refusal says, whatever it looks like. */
export function troublesIn(body: unknown): readonly Trouble[] {
  return z.array(WireTrouble).safeParse([body].flat()).data ?? [];
}

/** The code of a refusal, for people to read. */
export function codeOf(troubles: readonly Trouble[]): string {
  return troubles[0]?.code ?? 'UNKNOWN';
}

/** What passes by itself, however it is dressed. */
const PASSING: Readonly<Record<string, FailureKind>> = {
  REQUEST_LIMIT_EXCEEDED: 'rate-limited',
  UNABLE_TO_LOCK_ROW: 'unavailable',
  SERVER_UNAVAILABLE: 'unavailable',
  QUERY_TIMEOUT: 'unavailable',
  REQUEST_RUNNING_TOO_LONG: 'unavailable',
};

/** Trouble of the connection, the grant or the day's calls; undefined for an answer about what was asked. */
export function failureIn(
  status: number,
  troubles: readonly Trouble[],
  headers: Readonly<Record<string, string>>,
  now: Date,
): Failure | undefined {
  const code = codeOf(troubles);
  const kind = (Object.hasOwn(PASSING, code) ? PASSING[code] : undefined) ?? kindOf(status);
  if (kind === undefined || kind === 'rejected') return undefined;
  const details = { retryAfterMs: retryAfter(headers['retry-after'], now) };
  return new Failure(kind, `Salesforce answered ${status} (${code})`, details);
}

/** A redirect, or 420 of an org that is being moved or deleted, passes or is seen by an administrator. */
function kindOf(status: number): FailureKind | undefined {
  if (status === 420 || (status > 300 && status < 400)) return 'unavailable';
  return failureOfStatus(status);
}
