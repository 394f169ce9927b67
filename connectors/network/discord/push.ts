import { createPublicKey, verify } from 'node:crypto';
import { jsonIn } from '../../../src/core/delivered.ts';
import { DeliveryId } from '../../../src/core/ids.ts';
import { digestOf } from '../../../src/core/signature.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { Push, Pushed } from '../../../src/ports/push.ts';
import { TITLE, happened, isPing } from './push-events.ts';

const WINDOW_SECONDS = 300;

/**
 * Discord's webhook events, signed with Ed25519 over the time and the body: what is kept here is the app's public key.
 * Discord sends forged requests on purpose, and ends the subscription when they are not refused.
 */
export const push: Push = {
  says:
    'Enter the public key of your Discord application here, then the address under Webhooks there, and choose ' +
    'Application Deauthorized and the lobby messages.',
  brings: /^[0-9a-f]{64}$/,
  windowSeconds: WINDOW_SECONDS,
  receive,
  events: (body) => happened(jsonIn(body, TITLE)),
};

function receive(secrets: readonly string[], inbound: Inbound, now: Date): Pushed | undefined {
  if (!isGenuine(secrets, inbound, now)) return undefined;
  const { body } = inbound;
  if (isPing(body)) return { kind: 'answer', status: 204 };
  return { kind: 'delivery', id: DeliveryId.parse(digestOf(body)), body };
}

function isGenuine(keys: readonly string[], { method, headers, body }: Inbound, now: Date): boolean {
  const time = headers['x-signature-timestamp'] ?? '';
  const given = headers['x-signature-ed25519'] ?? '';
  if (method !== 'POST' || !/^\d{1,11}$/.test(time) || !/^[0-9a-f]{128}$/.test(given)) return false;
  const age = Math.floor(now.getTime() / 1000) - Number(time);
  if (Math.abs(age) > WINDOW_SECONDS) return false;
  const signed = Buffer.concat([Buffer.from(time), body]);
  return keys.some((key) => isSigned(key, signed, Buffer.from(given, 'hex')));
}

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const DER = Buffer.from('302a300506032b6570032100', 'hex');

function isSigned(key: string, signed: Buffer, signature: Buffer): boolean {
  if (!push.brings?.test(key)) return false;
  try {
    const der = Buffer.concat([DER, Buffer.from(key, 'hex')]);
    return verify(null, signed, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  } catch {
    // Sixty-four digits that are no point of the curve.
    return false;
  }
}
