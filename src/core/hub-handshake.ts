import { createHmac } from 'node:crypto';
import { isSame } from './signature.ts';

/** Longer is no challenge. */
const LONGEST = 500;

/**
 * What a hub wants to hear back when it asks whether an address is ours: its challenge, if it knows the token that was
 * entered there. Undefined for anything else. Never throws.
 * @param path path and query as requested.
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export function hubChallenge(path: string, tokens: readonly string[]): string | undefined {
  const query = new URLSearchParams(path.slice(0, 4 * LONGEST).split('?')[1] ?? '');
  const challenge = query.get('hub.challenge') ?? '';
  const given = query.get('hub.verify_token') ?? '';
  const asks = query.get('hub.mode') === 'subscribe' && challenge !== '' && challenge.length <= LONGEST;
  return asks && tokens.some((token) => isSame(given, token)) ? challenge : undefined;
}

/**
 * The token that an admin enters at a hub, made from the secret that both sides have: nothing more has to be kept, and it
 * tells nothing of the secret.
 */
export function verifyToken(secret: string): string {
  return createHmac('sha256', secret).update('kith verify token').digest('base64url');
}
