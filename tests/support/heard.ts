import { DeliveryId } from '../../src/core/ids.ts';
import type { World } from './world.ts';

let heard = 0;

/** Puts into the inbox what a network delivered, as its webhook keeps it. */
export async function hears(w: World, connector: string, ...payloads: readonly unknown[]): Promise<void> {
  await w.deps.store.keepDeliveries(
    payloads.map((payload) => ({
      ...{ installation: w.installation, id: DeliveryId.parse(`${connector} heard ${heard++}`), connector },
      ...{ receivedAt: w.now(), body: bodyOf(payload) },
    })),
  );
}

const bodyOf = (payload: unknown) =>
  Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));

const SECOND = (at: Date) => Math.floor(at.getTime() / 1000);

/** Slack: a message in a channel that is open to all. */
export const slackMessage = (user: string, text: string, at: Date, n = 1) => ({
  ...{ type: 'event_callback', team_id: 'T0ACME' },
  event: {
    ...{ type: 'message', channel: 'C0HELP', channel_type: 'channel', user, text },
    ...{ ts: `${SECOND(at)}.00${n}`, event_ts: `${SECOND(at)}.00${n}` },
  },
});

/** Slack: what a member's profile says, when they join or change it. */
export const slackMember = (type: 'team_join' | 'user_change', user: object, at: Date) => ({
  ...{ type: 'event_callback', team_id: 'T0ACME', event_time: SECOND(at) },
  event: { type, event_ts: `${SECOND(at)}.001`, user: { id: 'U0MAE', team_id: 'T0ACME', ...user } },
});

/** Telegram: a message in a group that is open to all. */
export const telegramMessage = (from: object, text: string, at: Date, n = 1) => ({
  update_id: n,
  message: {
    ...{ message_id: n, date: SECOND(at), text, from: { is_bot: false, ...from } },
    chat: { id: -100, type: 'supergroup', username: 'acme_users' },
  },
});

export const MAE = { id: '1130000000000000001', username: 'mae', global_name: 'Mae Falk' };

/** Discord: something about a message in a lobby of the customer's application, or about its author. */
export const discordEvent = (type: string, data: unknown, at: Date) => ({
  ...{ version: 1, application_id: '1', type: 1 },
  event: { type, timestamp: at.toISOString(), data },
});

export const discordMessage = (content: string, at: Date, { author = MAE, n = 9 } = {}) =>
  discordEvent(
    'LOBBY_MESSAGE_CREATE',
    {
      ...{ id: `11300000000000000${n}`, type: 0, content, lobby_id: '2', channel_id: '2', author },
      ...{ timestamp: at.toISOString(), flags: 0 },
    },
    at,
  );

/** Discourse, which names the event beside what it sends. */
export const forumEvent = (event: string, payload: unknown, at: Date, nth = '1') =>
  `${JSON.stringify({ event, forum: 'https://forum.acme.example', nth, at })}\n${JSON.stringify(payload)}`;

export const forumPost = (
  by: { username: string; user_id: number; name?: string },
  at: Date,
  number = 1,
) => ({
  post: {
    ...{ id: number, created_at: at, updated_at: at, cooked: '<p>Is it fast</p>', ...by },
    ...{ post_number: number, post_type: 1, topic_id: 3, topic_slug: 'how-fast', topic_title: 'How fast?' },
    topic_archetype: 'regular',
  },
});

/** A WhatsApp message to the customer's number, as Meta's webhook tells of it. */
export function whatsappMessage(
  by: { readonly wa_id: string; readonly name: string },
  text: string,
  at: Date,
) {
  const message = {
    ...{ from: by.wa_id, id: `wamid.${by.wa_id}`, timestamp: String(Math.floor(at.getTime() / 1000)) },
    ...{ type: 'text', text: { body: text } },
  };
  const value = {
    ...{ messaging_product: 'whatsapp', metadata: { phone_number_id: '1065' } },
    ...{ contacts: [{ profile: { name: by.name }, wa_id: by.wa_id }], messages: [message] },
  };
  const changes = [{ field: 'messages', value }];
  return { object: 'whatsapp_business_account', entry: [{ id: '1022', changes }] };
}
