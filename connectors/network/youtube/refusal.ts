import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';

const Reasons = z.array(z.object({ reason: z.string().optional() })).default([]);
const WireError = z.object({ error: z.object({ errors: Reasons, details: Reasons }) });

/** Why Google refuses → what it is, where the status alone would say something else. */
const KINDS: Readonly<Record<string, FailureKind>> = {
  quotaExceeded: 'rate-limited',
  dailyLimitExceeded: 'rate-limited',
  rateLimitExceeded: 'rate-limited',
  userRateLimitExceeded: 'rate-limited',
  keyInvalid: 'unauthorized',
  keyExpired: 'unauthorized',
  API_KEY_INVALID: 'unauthorized',
  API_KEY_EXPIRED: 'unauthorized',
};

const WHOLE_DAY = new Set(['quotaExceeded', 'dailyLimitExceeded']);
const WAIT_UNTOLD_MS = 60_000;

/** What a refusal says of itself; nothing where it is a page of some proxy. */
export function reasonsOf({ headers, json }: Answer): readonly string[] {
  if (!/\bjson\b/.test(headers.get('content-type') ?? '')) return [];
  const { error } = WireError.safeParse(json()).data ?? {};
  return [...(error?.errors ?? []), ...(error?.details ?? [])].flatMap(({ reason }) => reason ?? []);
}

/** The failure that an answer is; undefined for one that is none. The day's quota is back at midnight in California. */
export function troubleIn(answer: Answer, now: Date): Failure | undefined {
  if (answer.status < 400) return undefined;
  const reasons = reasonsOf(answer);
  const named = reasons.flatMap((reason) => (Object.hasOwn(KINDS, reason) ? (KINDS[reason] ?? []) : []))[0];
  const kind = named ?? failureOfStatus(answer.status);
  if (kind === undefined) return undefined;
  const untold = reasons.some((reason) => WHOLE_DAY.has(reason)) ? untilMidnight(now) : WAIT_UNTOLD_MS;
  const told = retryAfter(answer.headers.get('retry-after'), now);
  return new Failure(kind, `YouTube answered ${answer.status}`, {
    retryAfterMs: told ?? (named === 'rate-limited' ? untold : undefined),
  });
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/Los_Angeles',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function untilMidnight(now: Date): number {
  const [hours = 0, minutes = 0, seconds = 0] = CLOCK.format(now).split(':').map(Number);
  return (86_400 - (hours * 3600 + minutes * 60 + seconds)) * 1000;
}
