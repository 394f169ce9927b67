import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { DeliveryId } from '../../../src/core/ids.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { NetworkEvent, Push, Pushed } from '../../../src/ports/push.ts';
import { WireMessage, messageSaid } from './wire.ts';

/** A bot's webhook. Telegram signs nothing: it sends the secret along, so whoever has it may say anything. */
export const push: Push = {
  says:
    'Call setWebhook of your bot with the address as url, the secret as secret_token, and message and edited_message as ' +
    'allowed_updates.',
  receive,
  events,
};

const Update = z.object({
  update_id: z.number().int().nonnegative(),
  message: z.unknown().optional(),
  edited_message: z.unknown().optional(),
});

function receive(secrets: readonly string[], { method, headers, body }: Inbound): Pushed | undefined {
  const given = headers['x-telegram-bot-api-secret-token'] ?? '';
  if (method !== 'POST' || !secrets.some((secret) => same(given, secret))) return undefined;
  const update = Update.safeParse(parsed(body)).data?.update_id;
  const id = update === undefined ? createHash('sha256').update(body).digest('hex') : String(update);
  return { kind: 'delivery', id: DeliveryId.parse(id), body };
}

/** Over digests: how long the secret is stays unknown too. */
function same(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** What an update says; nothing for private chats, joins, polls and all the rest. Telegram tells of no deletion. */
function events(body: Buffer): readonly NetworkEvent[] {
  const update = read(Update, parsed(body));
  const message = update.message ?? update.edited_message;
  if (message === undefined) return [];
  const told = messageSaid(read(WireMessage, message));
  if (!told) return [];
  const at = told.by.provenance.fetchedAt;
  const words = createHash('sha256').update(told.post.text).digest('hex').slice(0, 16);
  return [{ kind: 'said', id: `${told.post.id}@${at.getTime()} ${words}`, at, ...told }];
}

function read<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const found = schema.safeParse(payload);
  if (found.success) return found.data;
  throw new Failure('malformed', 'Telegram delivered an unknown shape', { cause: found.error });
}

/** Undefined for what is no JSON. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
