import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CrmApp, Inbound } from '../../../src/ports/crm.ts';

const OLDEST_MS = 5 * 60_000;
const EARLIEST_MS = 60_000;

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
export function isGenuine(app: CrmApp, request: Inbound, now: Date): boolean {
  const signature = request.headers['x-hubspot-signature-v3'];
  const timestamp = request.headers['x-hubspot-request-timestamp'];
  // With an empty secret anybody could sign.
  if (!signature || !timestamp || app.clientSecret === '' || !isRecent(timestamp, now)) return false;
  // Our own configured address, never the Host header: the sender of a forgery chooses that one.
  const uri = app.publicUrl + request.path;
  const decoded = uri.replaceAll(/%[0-9a-f]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code);
  return [uri, decoded].some((one) => equal(sign(app.clientSecret, request, one, timestamp), signature));
}

function isRecent(timestamp: string, now: Date): boolean {
  if (!/^\d{1,15}$/.test(timestamp)) return false;
  const ageMs = now.getTime() - Number(timestamp);
  return ageMs <= OLDEST_MS && ageMs >= -EARLIEST_MS;
}

function sign(secret: string, { method, body }: Inbound, uri: string, timestamp: string): string {
  return createHmac('sha256', secret)
    .update(method + uri)
    .update(body)
    .update(timestamp)
    .digest('base64');
}

function equal(ours: string, theirs: string): boolean {
  const [a, b] = [Buffer.from(ours), Buffer.from(theirs)];
  return a.length === b.length && timingSafeEqual(a, b);
}
