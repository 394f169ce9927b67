import { retryAfter } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';

/** How long to wait after a refusal, in milliseconds, where Reddit says so. */
export function waitOf({ status, headers }: Answer, now: Date): number | undefined {
  return retryAfter(headers.get('retry-after'), now) ?? (status === 429 ? untilReset(headers) : undefined);
}

/** Once nothing is left of what may be asked (`x-ratelimit-remaining`, with a decimal point), quiet until there is. */
export function quietAfter({ headers }: Answer): number | undefined {
  const left = headers.get('x-ratelimit-remaining');
  return left !== null && Number(left) < 1 ? untilReset(headers) : undefined;
}

/** `x-ratelimit-reset`: seconds from now. */
function untilReset(headers: Headers): number | undefined {
  const reset = headers.get('x-ratelimit-reset') ?? '';
  return /^\d{1,6}$/.test(reset) ? Number(reset) * 1000 : undefined;
}
