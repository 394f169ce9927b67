import { createHmac } from 'node:crypto';

/** A `signed_request` as a platform makes it. */
export function signRequest(payload: object | string, secret: string): string {
  const said = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const letters = Buffer.from(said).toString('base64url');
  return `${createHmac('sha256', secret).update(letters).digest('base64url')}.${letters}`;
}
