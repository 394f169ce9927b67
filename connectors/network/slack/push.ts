import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DeliveryId } from '../../../src/core/ids.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { Push, Pushed } from '../../../src/ports/push.ts';
import { happened, jsonIn } from './push-events.ts';

const WINDOW_SECONDS = 300;

/** Slack's Events API. The signing secret is the app's own; its time is signed with the body. */
export const push: Push = {
  says:
    'Enter the signing secret of your Slack app here, then the address under Event Subscriptions there, and subscribe to ' +
    'message.channels.',
  brings: /^[0-9a-f]{32}$/,
  windowSeconds: WINDOW_SECONDS,
  receive,
  events: (body) => happened(jsonIn(body)),
};

const Verification = z.object({ type: z.literal('url_verification'), challenge: z.string() });
const Named = z.object({ event_id: z.string().regex(/^\w{1,60}$/) });

function receive(secrets: readonly string[], inbound: Inbound, now: Date): Pushed | undefined {
  if (!isGenuine(secrets, inbound, now)) return undefined;
  const { body } = inbound;
  const payload = parsed(body.toString('utf8'));
  const shaking = Verification.safeParse(payload);
  if (shaking.success) return { kind: 'answer', status: 200, body: shaking.data.challenge };
  const named = Named.safeParse(payload).data?.event_id;
  const id = DeliveryId.parse(named ?? createHash('sha256').update(body).digest('hex'));
  return { kind: 'delivery', id, body };
}

function isGenuine(secrets: readonly string[], { method, headers, body }: Inbound, now: Date): boolean {
  const time = headers['x-slack-request-timestamp'] ?? '';
  const given = headers['x-slack-signature'] ?? '';
  if (method !== 'POST' || !/^\d{1,11}$/.test(time)) return false;
  const age = Math.floor(now.getTime() / 1000) - Number(time);
  if (Math.abs(age) > WINDOW_SECONDS) return false;
  return secrets.some((secret) => same(given, signature(secret, time, body)));
}

function signature(secret: string, time: string, body: Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex')}`;
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
