import { Failure } from '../../../src/core/failure.ts';
import { DeliveryId } from '../../../src/core/ids.ts';
import { HUB, digestOf, isSigned } from '../../../src/core/signature.ts';
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

function receive(secrets: readonly string[], inbound: Inbound): Pushed | undefined {
  const { method, body } = inbound;
  if (method !== 'POST' || !isSigned(HUB, secrets, inbound)) return undefined;
  return { kind: 'delivery', id: DeliveryId.parse(digestOf(body)), body };
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
