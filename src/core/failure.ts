/** The closed set of ways in which the outside can fail. Absence is none of them; a bug is none of them. */
export type FailureKind =
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  | 'unavailable'
  | 'rejected'
  | 'malformed'
  | 'refused by us'
  | 'over budget';

interface Policy {
  /** Whether asking again later can help. */
  readonly retry: boolean;
  /** The HTTP status with which our own API passes it on. */
  readonly status: number;
  /** What the person reading the panel is told. */
  readonly say: string;
}

export const POLICY = {
  unauthorized: { retry: false, status: 401, say: 'asks to be connected again' },
  forbidden: { retry: false, status: 403, say: 'does not show this to us' },
  'rate-limited': { retry: true, status: 429, say: 'asked us to wait' },
  unavailable: { retry: true, status: 503, say: 'is not answering' },
  rejected: { retry: false, status: 422, say: 'refused this request' },
  malformed: { retry: false, status: 502, say: 'answered in a shape we do not know' },
  'refused by us': {
    retry: false,
    status: 400,
    say: 'was not asked, because the address is not safe to open',
  },
  'over budget': {
    retry: false,
    status: 402,
    say: 'is not asked any more this month, because what it may cost is used up',
  },
} as const satisfies Record<FailureKind, Policy>;

interface Details {
  /** Milliseconds the other side asked us to wait. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The only error that connectors and the gate throw. Its message names the other side and never quotes a secret. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly retryAfterMs: number | undefined;

  constructor(kind: FailureKind, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/**
 * `Retry-After` (RFC 9110 §10.2.3) in milliseconds, from seconds or an HTTP date; undefined when absent or unreadable.
 */
export function retryAfter(value: string | null | undefined, now: Date): number | undefined {
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Math.ceil(Number(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

/** The kind of failure an HTTP status usually means; undefined for one that is no failure (2xx, 3xx, 404, 410). */
export function failureOfStatus(status: number): FailureKind | undefined {
  if (status === 404 || status === 410 || status < 400) return undefined;
  if (status === 401) return 'unauthorized';
  if (status === 403 || status === 451) return 'forbidden';
  if (status === 429) return 'rate-limited';
  return status >= 500 || status === 408 ? 'unavailable' : 'rejected';
}
