import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { DeliveryId } from '../../../src/core/ids.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { Push, Pushed } from '../../../src/ports/push.ts';
import { happened } from './push-events.ts';

/**
 * The forum's webhook. What happened and in which forum stands only in headers, which are not signed; both are kept in
 * a line before the bytes that were.
 */
export const push: Push = {
  says: 'Choose the content type application/json, the post and user events, and only categories that everybody may read.',
  receive,
  events: happened,
};

function receive(
  secrets: readonly string[],
  { method, headers, body }: Inbound,
  now: Date,
): Pushed | undefined {
  const given = headers['x-discourse-event-signature'] ?? '';
  if (method !== 'POST' || !secrets.some((secret) => same(given, signature(secret, body)))) return undefined;
  const event = headers['x-discourse-event'] ?? '';
  const forum = headers['x-discourse-instance'] ?? '';
  const nth = headers['x-discourse-event-id'] ?? '';
  const line = JSON.stringify({ event, forum, nth, at: now.toISOString() });
  const id = createHash('sha256')
    .update(JSON.stringify([event, forum, nth]))
    .update(body)
    .digest('hex');
  return {
    kind: 'delivery',
    id: DeliveryId.parse(id),
    body: Buffer.concat([Buffer.from(`${line}\n`), body]),
  };
}

function signature(secret: string, body: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
