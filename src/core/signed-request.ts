import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { jsonOrNone } from './delivered.ts';
import { isSame } from './signature.ts';

const FORM = /^([A-Za-z0-9_-]{1,200}={0,2})\.([A-Za-z0-9_-]{1,8000}={0,2})$/;

const Payload = z.object({
  algorithm: z.literal('HMAC-SHA256'),
  user_id: z.union([z.string().regex(/^\d{1,30}$/), z.number().int().positive()]).transform(String),
  /** Seconds. */
  issued_at: z.number().positive(),
  /** Seconds; 0 for never. */
  expires: z.number().nonnegative().optional(),
});

/** So long such a request may be on its way, in seconds, and so far its sender's clock may be ahead. */
const LATE_SECONDS = 86_400;
const EARLY_SECONDS = 300;

/**
 * Of whom a `signed_request` speaks: base64url of an HMAC-SHA256 over the payload's own letters, a point, the payload.
 * Undefined for one that is forged, of another algorithm, stale, or from the future. Never throws.
 * @see https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback
 */
export function signedRequest(text: string, secrets: readonly string[], now: Date): string | undefined {
  const [, signature = '', payload = ''] = FORM.exec(text) ?? [];
  if (payload === '') return undefined;
  const given = signature.replace(/=+$/, '');
  const isGenuine = secrets.some((secret) =>
    isSame(given, createHmac('sha256', secret).update(payload).digest('base64url')),
  );
  const said = isGenuine ? jsonOrNone(Buffer.from(payload, 'base64url')) : undefined;
  const { user_id: user, issued_at: issued = 0, expires = 0 } = Payload.safeParse(said).data ?? {};
  const age = now.getTime() / 1000 - issued;
  const isOver = expires > 0 && expires * 1000 < now.getTime();
  return user !== undefined && age <= LATE_SECONDS && age >= -EARLY_SECONDS && !isOver ? user : undefined;
}
