import { CHAT_SERVICES } from './chat.ts';
import type { ChatService } from './chat.ts';
import type { Endpoint, Sending, Stopped } from './endpoint.ts';

/** How an endpoint took an attempt. `status` is absent where there was no answer. */
export type Taken =
  | { readonly taken: true; readonly status: number }
  | {
      readonly taken: false;
      readonly status?: number;
      /** Never quotes the answer. */
      readonly says: string;
      /** It asked for so much quiet. */
      readonly retryAfterMs?: number;
    };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Between one attempt and the next, as Standard Webhooks recommends; ten attempts in about three days. */
export const PAUSES_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Who took nothing for so long took none of the attempts of what is now given up. */
const ALL_PAUSES_MS = PAUSES_MS.reduce((sum, pause) => sum + pause, 0);

/** Whoever asks for more quiet than the longest pause is asked after that. */
const LONGEST_MS = 24 * HOUR;
/** What failed together comes back spread over so much of its pause. */
const JITTER = 0.1;

/**
 * Milliseconds from a failed attempt to the next; undefined when it was the last.
 * @param attempts how many were made, from 1.
 */
export function pauseAfter(sending: string, attempts: number, retryAfterMs = 0): number | undefined {
  const pause = PAUSES_MS[attempts - 1];
  if (pause === undefined) return undefined;
  const spread = Math.round(pause * (1 + JITTER * shareOf(`${sending}:${attempts}`)));
  return Math.max(spread, Math.min(retryAfterMs, LONGEST_MS));
}

/** From 0 up to 1, the same for the same text (FNV-1a): a spread that needs no randomness. */
function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** What becomes of a sending and its endpoint. */
export interface After {
  readonly sending: Pick<Sending, 'status' | 'attempts' | 'answered' | 'says' | 'nextAt'>;
  readonly endpoint: Pick<Endpoint, 'failingSince'> & { readonly stopped?: Stopped };
}

/** Whom an attempt was for: an endpoint, or a chat of a service. */
type To = Pick<Endpoint, 'failingSince'> & { readonly service?: ChatService };

/** The answers by which one says that it is there no more. */
const goneOf = ({ service }: To): readonly number[] =>
  service === undefined ? [410] : CHAT_SERVICES[service].gone;

/**
 * The sending and its endpoint after an attempt. An endpoint that answers 410 is stopped at once, and so is a chat by
 * what its service answers then; one that took nothing for as long as all attempts take is stopped as failing when the
 * first of them is given up.
 */
export function afterAttempt(
  { id, attempts: before }: Pick<Sending, 'id' | 'attempts'>,
  to: To,
  taken: Taken,
  now: Date,
): After {
  const attempts = before + 1;
  const { status: answered } = taken;
  const told = { attempts, ...(answered !== undefined && { answered }) };
  if (taken.taken) return { sending: { ...told, status: 'taken' }, endpoint: {} };
  const { says, retryAfterMs } = taken;
  const since = to.failingSince ?? now;
  const givenUp = { ...told, status: 'given up', says } as const;
  const isGone = answered !== undefined && goneOf(to).includes(answered);
  if (isGone) return { sending: givenUp, endpoint: { failingSince: since, stopped: 'gone' } };
  const pause = pauseAfter(id, attempts, retryAfterMs);
  if (pause !== undefined) {
    const nextAt = new Date(now.getTime() + pause);
    return { sending: { ...told, status: 'waiting', says, nextAt }, endpoint: { failingSince: since } };
  }
  const never = now.getTime() - since.getTime() >= ALL_PAUSES_MS;
  return { sending: givenUp, endpoint: { failingSince: since, ...(never && { stopped: 'failing' }) } };
}
