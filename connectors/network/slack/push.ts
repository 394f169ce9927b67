import { z } from 'zod';
import { jsonIn, jsonOrNone } from '../../../src/core/delivered.ts';
import { DeliveryId } from '../../../src/core/ids.ts';
import { digestOf, isSigned } from '../../../src/core/signature.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { Push, Pushed } from '../../../src/ports/push.ts';
import { TITLE, happened } from './push-events.ts';

const WINDOW_SECONDS = 300;

/** Slack's Events API. The signing secret is the app's own; its time is signed with the body. */
export const push: Push = {
  says:
    'Enter the signing secret of your Slack app here, then the address under Event Subscriptions there, and subscribe to ' +
    'message.channels, team_join and user_change (with users:read.email, so that members are known by their address).',
  brings: /^[0-9a-f]{32}$/,
  windowSeconds: WINDOW_SECONDS,
  receive,
  events: (body) => happened(jsonIn(body, TITLE)),
};

const Verification = z.object({ type: z.literal('url_verification'), challenge: z.string() });
const Named = z.object({ event_id: z.string().regex(/^\w{1,60}$/) });

function receive(secrets: readonly string[], inbound: Inbound, now: Date): Pushed | undefined {
  if (!isGenuine(secrets, inbound, now)) return undefined;
  const { body } = inbound;
  const payload = jsonOrNone(body);
  const shaking = Verification.safeParse(payload);
  if (shaking.success) return { kind: 'answer', status: 200, body: shaking.data.challenge };
  const named = Named.safeParse(payload).data?.event_id;
  const id = DeliveryId.parse(named ?? digestOf(body));
  return { kind: 'delivery', id, body };
}

const SIGNED = { header: 'x-slack-signature', prefix: 'v0=' };

function isGenuine(secrets: readonly string[], inbound: Inbound, now: Date): boolean {
  const { method, headers } = inbound;
  const time = headers['x-slack-request-timestamp'] ?? '';
  if (method !== 'POST' || !/^\d{1,11}$/.test(time)) return false;
  const age = Math.floor(now.getTime() / 1000) - Number(time);
  if (Math.abs(age) > WINDOW_SECONDS) return false;
  return isSigned(SIGNED, secrets, inbound, `v0:${time}:`);
}
