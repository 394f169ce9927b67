import { DeliveryId } from '../../../src/core/ids.ts';
import { digestOf, isSigned } from '../../../src/core/signature.ts';
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

const SIGNED = { header: 'x-discourse-event-signature', prefix: 'sha256=' };

function receive(secrets: readonly string[], inbound: Inbound, now: Date): Pushed | undefined {
  const { method, headers, body } = inbound;
  if (method !== 'POST' || !isSigned(SIGNED, secrets, inbound)) return undefined;
  const event = headers['x-discourse-event'] ?? '';
  const forum = headers['x-discourse-instance'] ?? '';
  const nth = headers['x-discourse-event-id'] ?? '';
  const line = JSON.stringify({ event, forum, nth, at: now.toISOString() });
  const id = digestOf(JSON.stringify([event, forum, nth]), body);
  return {
    kind: 'delivery',
    id: DeliveryId.parse(id),
    body: Buffer.concat([Buffer.from(`${line}\n`), body]),
  };
}
