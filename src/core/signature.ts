import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How a sender signs what it sends: HMAC over the raw bytes, written into one header (RFC 2104). */
export interface Scheme {
  /** Lower case. */
  readonly header: string;
  /** What stands before the digest, such as `sha256=`. */
  readonly prefix: string;
  readonly hash?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly encoding?: 'hex' | 'base64';
}

/** `X-Hub-Signature-256`, as GitHub and Meta send it. */
export const HUB: Scheme = { header: 'x-hub-signature-256', prefix: 'sha256=' };

interface Signed {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/**
 * Whether one of the secrets signed these exact bytes. Never throws.
 * @param before what is signed in front of the body, where the scheme signs more than that.
 */
export function isSigned(
  scheme: Scheme,
  secrets: readonly string[],
  { headers, body }: Signed,
  before = '',
): boolean {
  const given = headers[scheme.header] ?? '';
  return secrets.some((secret) => isSame(given, signatureOf(scheme, secret, body, before)));
}

/** The whole header's text, prefix included. */
export function signatureOf(scheme: Scheme, secret: string, body: Buffer | string, before = ''): string {
  const { prefix, hash = 'sha256', encoding = 'hex' } = scheme;
  return `${prefix}${createHmac(hash, secret).update(before).update(body).digest(encoding)}`;
}

/** Compares two texts without telling by its time where they differ, or how long the wanted one is. */
export function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** SHA-256 in hex: the name of bytes that are the same when they are sent again. */
export function digestOf(...parts: readonly (Buffer | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
