import { createHash } from 'node:crypto';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireProfile } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly apiKey?: string | undefined }>;

/** How Gravatar names an e-mail address: SHA-256 of it, trimmed and in lower case. */
export function hashOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/** A profile by hash or slug; undefined where nobody made one, or its owner hides it. @throws Failure */
export function getProfile(
  { ask, settings, now }: Tools,
  identifier: string,
): Promise<WireProfile | undefined> {
  const url = `${settings.base}/profiles/${encodeURIComponent(identifier)}`;
  const headers = {
    accept: 'application/json',
    ...(settings.apiKey && { authorization: `Bearer ${settings.apiKey}` }),
  };
  return ask({ url, headers, host: 'us' }, (answer) => {
    const kind = failureOfStatus(answer.status);
    if (kind)
      throw new Failure(kind, `Gravatar answered ${answer.status}`, { retryAfterMs: waitOf(answer, now()) });
    return answer.status === 404 || answer.status === 410 ? undefined : read(answer);
  });
}

function read(answer: Answer): WireProfile {
  const parsed = WireProfile.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  throw new Failure('malformed', 'Gravatar answered in an unknown shape', { cause: parsed.error });
}

/** A spent hourly budget is told by the second at which the next one begins. */
function waitOf({ headers }: Answer, now: Date): number | undefined {
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  const window = Number.isFinite(reset) ? Math.max(0, reset * 1000 - now.getTime()) : undefined;
  return retryAfter(headers.get('retry-after'), now) ?? window;
}
