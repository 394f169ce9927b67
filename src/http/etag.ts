import { createHash } from 'node:crypto';

/** An answer as it goes over the wire: serialised once, read by many. */
export interface Sealed {
  readonly json: string;
  /** A strong validator (RFC 9110 §8.8.3), quoted. */
  readonly etag: string;
}

export const seal = (json: string): Sealed => ({
  json,
  etag: `"${createHash('sha256').update(json).digest('base64url').slice(0, 27)}"`,
});

interface Answer {
  readonly status: 200 | 304;
  readonly text?: string;
  readonly headers: { readonly ETag: string };
}

/** The answer, or only that it is unchanged, to who has it already. */
export function unlessKnown({ json, etag }: Sealed, ifNoneMatch: string | undefined): Answer {
  const headers = { ETag: etag };
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, etag)) return { status: 304, headers };
  return { status: 200, text: json, headers };
}

/** `If-None-Match` (RFC 9110 §13.1.2): a list, each perhaps weak, or a star. */
function matches(header: string, etag: string): boolean {
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
