import type { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';

/** What is asked with, before there is a token. */
export type Unsigned = NetworkTools<{
  readonly base: string;
  readonly apiKey?: string | undefined;
  readonly apiSecret?: string | undefined;
  readonly businessUnit?: string | undefined;
}>;

/** The failure that an answer is; undefined for one that is none, absence included. */
export function refusalIn({ status, headers }: Answer, now: Date): Failure | undefined {
  const kind = failureOfStatus(status);
  const retryAfterMs = retryAfter(headers.get('retry-after'), now);
  return kind && new Failure(kind, `Trustpilot answered ${status}`, { retryAfterMs });
}

/** @throws Failure `malformed` */
export function read<S extends z.ZodType>(answer: Answer, schema: S): z.output<S> {
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  throw new Failure('malformed', 'Trustpilot answered in an unknown shape', { cause: parsed.error });
}
