import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { CrmApp, Inbound } from '../../../src/ports/crm.ts';

const V3 = 'x-hubspot-signature-v3';
const V2 = 'x-hubspot-signature';
const TIMESTAMP = 'x-hubspot-request-timestamp';

/** A request with any of these says that HubSpot signed it. */
export const SIGNED_BY = [V3, V2, TIMESTAMP] as const;

const OLDEST_MS = 5 * 60_000;
const EARLIEST_MS = 60_000;

/** What HubSpot adds to the address that a page inside it asks for. */
const OF_A_PAGE = ['portalId', 'userId', 'userEmail', 'appId'] as const;

/** What HubSpot decodes in the address before it signs, and nothing else. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/**
 * Whether HubSpot signed this request (version 3) in the last five minutes: an HMAC over method, full public address,
 * raw body and timestamp. Older versions and requests without both headers are refused. Never throws.
 * Source: HubSpot, "Validating requests".
 */
export function isSigned(app: CrmApp, request: Inbound, now: Date): boolean {
  const signature = request.headers[V3];
  const timestamp = request.headers[TIMESTAMP];
  // With an empty secret anybody could sign.
  if (!signature || !timestamp || app.clientSecret === '' || !isRecent(timestamp, now)) return false;
  return addressesOf(app, request).some((uri) =>
    equal(hmac(app.clientSecret, request, uri, timestamp), signature),
  );
}

/** The same, and HubSpot itself wrote the body: not a person's page, which may send any body to any address of ours. */
export function isGenuine(app: CrmApp, request: Inbound, now: Date): boolean {
  return !isOfAPage(request) && isSigned(app, request, now);
}

/**
 * The same for a workflow action, of which HubSpot promises only version 2: a digest over secret, method, full public
 * address and raw body. It carries no time, so whoever accepts it must see to it that it takes effect once. Where
 * version 3 is there, that one must be right.
 */
export function isGenuineAction(app: CrmApp, request: Inbound, now: Date): boolean {
  if (request.headers[V3] !== undefined) return isGenuine(app, request, now);
  const signature = request.headers[V2];
  if (!signature || app.clientSecret === '' || isOfAPage(request)) return false;
  return addressesOf(app, request).some((uri) => equal(digest(app.clientSecret, request, uri), signature));
}

/** What stands behind the question mark. */
export function queryOf({ path }: Inbound): URLSearchParams {
  const at = path.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : path.slice(at + 1));
}

function isOfAPage(request: Inbound): boolean {
  const query = queryOf(request);
  return OF_A_PAGE.some((name) => query.has(name));
}

function isRecent(timestamp: string, now: Date): boolean {
  if (!/^\d{1,15}$/.test(timestamp)) return false;
  const ageMs = now.getTime() - Number(timestamp);
  return ageMs <= OLDEST_MS && ageMs >= -EARLIEST_MS;
}

/** As it was asked for, and as HubSpot says that it decodes it. */
function addressesOf(app: CrmApp, { path }: Inbound): readonly string[] {
  // Our own configured address, never the Host header: the sender of a forgery chooses that one.
  const uri = app.publicUrl + path;
  return [uri, uri.replaceAll(/%[0-9a-f]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code)];
}

function hmac(secret: string, { method, body }: Inbound, uri: string, timestamp: string): string {
  return createHmac('sha256', secret)
    .update(method + uri)
    .update(body)
    .update(timestamp)
    .digest('base64');
}

function digest(secret: string, { method, body }: Inbound, uri: string): string {
  return createHash('sha256')
    .update(secret + method + uri)
    .update(body)
    .digest('hex');
}

function equal(ours: string, theirs: string): boolean {
  const [a, b] = [Buffer.from(ours), Buffer.from(theirs)];
  return a.length === b.length && timingSafeEqual(a, b);
}
