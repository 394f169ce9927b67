import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';

export const TELEGRAM = NetworkId.parse('telegram');

const Seconds = z
  .number()
  .int()
  .positive()
  .transform((seconds) => new Date(seconds * 1000));
const Username = z.string().regex(/^\w{3,40}$/);

/** Telegram's `Message`, as far as it is needed. */
export const WireMessage = z.object({
  message_id: z.number().int().positive(),
  from: z
    .object({
      id: z.number().int().positive(),
      is_bot: z.boolean(),
      first_name: z.string(),
      last_name: z.string().optional(),
      username: Username.optional(),
    })
    .optional(),
  chat: z.object({ id: z.number().int(), type: z.string(), username: Username.optional() }),
  date: Seconds,
  edit_date: Seconds.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  reply_to_message: z.object({ message_id: z.number().int().positive() }).optional(),
});
export type WireMessage = z.output<typeof WireMessage>;

/** Chats that have a name in public, where everybody may read. */
const PUBLIC: ReadonlySet<string> = new Set(['group', 'supergroup']);

/** Undefined for private chats and groups, channels, bots, and messages without words. */
export function messageSaid(message: WireMessage): { readonly post: Post; readonly by: Profile } | undefined {
  const { chat, from, message_id: n, reply_to_message: to } = message;
  const text = message.text ?? message.caption ?? '';
  if (!from || from.is_bot || text.trim() === '' || !PUBLIC.has(chat.type) || !chat.username)
    return undefined;
  const url = `https://t.me/${chat.username}/${n}`;
  const by = authorOf(from, url, message.edit_date ?? message.date);
  const at = (id: number) => PostId.parse(`${chat.id}/${id}`);
  return {
    by,
    post: {
      ...{ network: TELEGRAM, id: at(n), profile: by.id, url, text, counts: {} },
      kind: to ? 'reply' : 'post',
      publishedAt: message.date,
      conversation: at(to?.message_id ?? n),
      ...(to && { inReplyTo: at(to.message_id) }),
      provenance: { ...by.provenance, url },
    },
  };
}

/** Who chose no username has no page of their own: there what they said leads to them. */
function authorOf(from: NonNullable<WireMessage['from']>, said: string, at: Date): Profile {
  const url = from.username === undefined ? said : `https://t.me/${from.username}`;
  return {
    ...{ network: TELEGRAM, id: ProfileId.parse(String(from.id)), url },
    handle: from.username?.toLowerCase() ?? String(from.id),
    name: [from.first_name, from.last_name].filter(Boolean).join(' '),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: TELEGRAM, url, fetchedAt: at, basis: 'published by the person' },
  };
}
