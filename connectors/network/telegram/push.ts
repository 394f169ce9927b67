import { z } from 'zod';
import { jsonIn, jsonOrNone, shapeOf } from '../../../src/core/delivered.ts';
import { DeliveryId } from '../../../src/core/ids.ts';
import { digestOf, isSame } from '../../../src/core/signature.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { NetworkEvent, Push, Pushed } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { WireMessage, messageSaid } from './wire.ts';

/** A bot's webhook. Telegram signs nothing: it sends the secret along, so whoever has it may say anything. */
export const push: Push = {
  says:
    'Call setWebhook of your bot with the address as url, the secret as secret_token, and message and edited_message as ' +
    'allowed_updates.',
  receive,
  events,
};

const TITLE = 'Telegram';

const Update = z.object({
  update_id: z.number().int().nonnegative(),
  message: z.unknown().optional(),
  edited_message: z.unknown().optional(),
});

function receive(secrets: readonly string[], { method, headers, body }: Inbound): Pushed | undefined {
  const given = headers['x-telegram-bot-api-secret-token'] ?? '';
  if (method !== 'POST' || !secrets.some((secret) => isSame(given, secret))) return undefined;
  const update = Update.safeParse(jsonOrNone(body)).data?.update_id;
  const id = update === undefined ? digestOf(body) : String(update);
  return { kind: 'delivery', id: DeliveryId.parse(id), body };
}

/** What an update says; nothing for private chats, joins, polls and all the rest. Telegram tells of no deletion. */
function events(body: Buffer): readonly NetworkEvent[] {
  const update = shapeOf(Update, jsonIn(body, TITLE), TITLE);
  const message = update.message ?? update.edited_message;
  if (message === undefined) return [];
  const told = messageSaid(shapeOf(WireMessage, message, TITLE));
  return told ? [saidAt(told)] : [];
}
