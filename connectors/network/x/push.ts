import { DeliveryId } from '../../../src/core/ids.ts';
import { digestOf, isSigned, signatureOf } from '../../../src/core/signature.ts';
import type { Scheme } from '../../../src/core/signature.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { Push, Pushed } from '../../../src/ports/push.ts';
import { happened } from './push-events.ts';

/**
 * Webhooks of the X Activity API: signed with the app's consumer secret, in base64
 * (docs.x.com/x-api/webhooks/quickstart). Some events carry no time: that of arrival is kept in a line before the bytes
 * that were signed.
 */
export const push: Push = {
  says: 'Register the address as a webhook of your X app and subscribe it to post and profile events; the secret is the app’s consumer secret.',
  brings: /^[A-Za-z0-9]{20,100}$/,
  receive,
  events: happened,
};

const SIGNED: Scheme = { header: 'x-twitter-webhooks-signature', prefix: 'sha256=', encoding: 'base64' };

/**
 * What X lets us prove that we know the secret with. The proof is made as every delivery is signed, and anybody may ask
 * for it: a token that could be read as a delivery would have us sign forgeries, so only these letters are.
 */
const TOKEN = /^[A-Za-z0-9_-]{8,128}$/;

function receive(secrets: readonly string[], inbound: Inbound, now: Date): Pushed | undefined {
  if (inbound.method === 'GET') return challenged(secrets, inbound.path);
  if (inbound.method !== 'POST' || !isSigned(SIGNED, secrets, inbound)) return undefined;
  const line = JSON.stringify({ at: now.toISOString() });
  return {
    kind: 'delivery',
    id: DeliveryId.parse(digestOf(inbound.body)),
    body: Buffer.concat([Buffer.from(`${line}\n`), inbound.body]),
  };
}

/** The newest secret answers: X checks with the one that its app has now. */
function challenged([secret]: readonly string[], path: string): Pushed | undefined {
  const token = URL.parse(path, 'https://here.invalid')?.searchParams.get('crc_token') ?? '';
  if (secret === undefined || !TOKEN.test(token)) return undefined;
  return {
    kind: 'answer',
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ response_token: signatureOf(SIGNED, secret, token) }),
  };
}
