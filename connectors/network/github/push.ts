import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Failure } from '../../../src/core/failure.ts';
import { DeliveryId } from '../../../src/core/ids.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { Push, Pushed } from '../../../src/ports/push.ts';
import { happened } from './push-events.ts';

/**
 * A repository's or an organisation's webhook. Only the body is signed: the headers that name the event and the delivery
 * are not, so neither decides anything. What a body says is read from its shape, and the same bytes are the same delivery.
 */
export const push: Push = {
  says:
    'Choose the content type application/json, and the events Issues, Issue comments, Pull requests, Pull request ' +
    'reviews, Pull request review comments, Commit comments, Discussions, Discussion comments and Releases.',
  receive,
  events: (body) => happened(jsonIn(body)),
};

function receive(secrets: readonly string[], { method, headers, body }: Inbound): Pushed | undefined {
  const given = headers['x-hub-signature-256'] ?? '';
  if (method !== 'POST' || !secrets.some((secret) => same(given, signature(secret, body)))) return undefined;
  const id = DeliveryId.parse(createHash('sha256').update(body).digest('hex'));
  return { kind: 'delivery', id, body };
}

function signature(secret: string, body: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const FORM = 'payload=';

/** GitHub sends a form unless the admin chose JSON. */
function jsonIn(body: Buffer): unknown {
  const sent = body.toString('utf8');
  const text = sent.startsWith(FORM) ? (new URLSearchParams(sent).get('payload') ?? '') : sent;
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('malformed', 'GitHub delivered something that is no JSON');
  }
}
