import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';

const PROBLEMS = /^https:\/\/api\.(?:x|twitter)\.com\/2\/problems\//;
/** RFC 7807, also one by one in a good answer's `errors`, where a part of what was asked for is missing. */
const WireProblem = z.object({
  type: z
    .string()
    .default('')
    .transform((type) => type.replace(PROBLEMS, '')),
  detail: z.string().default(''),
});
const WireRefusal = z.union([
  z
    .object({ data: z.unknown().optional(), errors: z.array(WireProblem).min(1) })
    .transform(({ data, errors }) => (data === undefined ? errors : [])),
  WireProblem.transform((problem) => [problem]),
]);
type Problem = z.output<typeof WireProblem>;

function problemsIn({ headers, json }: Answer): readonly Problem[] {
  // What stands before X refuses in pages of its own.
  if (!/\bjson\b/.test(headers.get('content-type') ?? '')) return [];
  return WireRefusal.safeParse(json()).data ?? [];
}

/** Whether the account is not there (any more): X says so in a good answer, and so it does of one that it suspended. */
export function isAbsent(answer: Answer): boolean {
  if (answer.status === 404 || answer.status === 410) return true;
  return problemsIn(answer).some(
    ({ type, detail }) =>
      type === 'resource-not-found' || (answer.status === 200 && /suspended/i.test(detail)),
  );
}

/** Whether the account shows what it writes only to whom it chose. */
export function isClosed(answer: Answer): boolean {
  return problemsIn(answer).some(({ type }) => type === 'not-authorized-for-resource');
}

/** What each problem means, where its status says less. */
const KINDS: ReadonlyMap<string, FailureKind> = new Map([
  ['usage-capped', 'over budget'],
  ['credits', 'over budget'],
  ['not-authorized-for-resource', 'forbidden'],
  ['not-authorized-for-field', 'forbidden'],
  ['disallowed-resource', 'forbidden'],
  ['client-forbidden', 'forbidden'],
  ['client-disconnected', 'unavailable'],
  ['unsupported-authentication', 'unauthorized'],
  ['invalid-request', 'rejected'],
]);

/** What a refusal is; undefined for a good answer. */
export function refusalOf(answer: Answer, now: Date): Failure | undefined {
  const { status } = answer;
  const told = problemsIn(answer).flatMap(({ type }) => KINDS.get(type) ?? [])[0];
  // 402: what the customer paid ahead is used up.
  const kind = told ?? (status === 402 ? 'over budget' : failureOfStatus(status));
  if (!kind) return undefined;
  const retryAfterMs = kind === 'rate-limited' || kind === 'unavailable' ? waitOf(answer, now) : undefined;
  return new Failure(kind, `X answered ${status}`, { retryAfterMs });
}

function waitOf({ headers }: Answer, now: Date): number | undefined {
  return retryAfter(headers.get('retry-after'), now) ?? untilReset(headers, now);
}

/** How long to be quiet after the last question that a window allows. */
export function quietOf({ headers }: Answer, now: Date): number | undefined {
  return headers.get('x-rate-limit-remaining') === '0' ? untilReset(headers, now) : undefined;
}

/** `x-rate-limit-reset`, in seconds since 1970. */
function untilReset(headers: Headers, now: Date): number | undefined {
  const reset = headers.get('x-rate-limit-reset') ?? '';
  return /^\d{1,12}$/.test(reset) ? Math.max(0, Number(reset) * 1000 - now.getTime()) : undefined;
}
