import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';

export const WHATSAPP = NetworkId.parse('whatsapp');

/** A number without its plus, as in `https://wa.me/…`. */
const PhoneNumber = z.string().regex(/^[1-9]\d{6,14}$/);
const Id = z.string().regex(/^[\x21-\x7E]{1,200}$/);
const Seconds = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform((seconds) => new Date(Number(seconds) * 1000));
const Titled = z.object({ title: z.string() }).optional();
const Captioned = z.object({ caption: z.string().optional() }).optional();

/** What was written in a message, by its `type`: typed, tapped on, or put below a picture. */
const Content = z.object({
  type: z.string(),
  context: z.object({ id: Id.optional() }).optional(),
  text: z.object({ body: z.string() }).optional(),
  button: z.object({ text: z.string() }).optional(),
  interactive: z.object({ button_reply: Titled, list_reply: Titled }).optional(),
  reaction: z.object({ message_id: Id, emoji: z.string().optional() }).optional(),
  image: Captioned,
  video: Captioned,
  document: Captioned,
});
type Content = z.output<typeof Content>;

/**
 * An inbound message.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export const WireMessage = Content.extend({
  id: Id,
  timestamp: Seconds,
  /** Absent where the sender hides the number behind a username. */
  from: PhoneNumber.optional(),
  /** Who it is for this business alone; a new number makes a new one. */
  from_user_id: Id.optional(),
  group_id: z.string().optional(),
  edit: z.object({ original_message_id: Id, message: Content }).optional(),
  revoke: z.object({ original_message_id: Id }).optional(),
});
export type WireMessage = z.output<typeof WireMessage>;

/** Who wrote, under the name that they chose. */
const WireContact = z.object({
  wa_id: PhoneNumber.optional(),
  user_id: Id.optional(),
  profile: z.object({ name: z.string().optional() }).optional(),
});
export type WireContact = z.output<typeof WireContact>;

/** Inbound messages with who wrote them; beside them, or alone, how outbound ones fared. */
export const WireMessages = z.object({
  contacts: z.array(WireContact).default([]),
  messages: z.array(z.unknown()).default([]),
});

/** Where the words of a message stand, by its type; all others have none. */
const WORDS = new Map<string, (message: Content) => string | undefined>([
  ['text', ({ text }) => text?.body],
  ['button', ({ button }) => button?.text],
  ['interactive', ({ interactive: at }) => at?.button_reply?.title ?? at?.list_reply?.title],
  ['reaction', ({ reaction }) => reaction?.emoji],
  ['image', ({ image }) => image?.caption],
  ['video', ({ video }) => video?.caption],
  ['document', ({ document }) => document?.caption],
]);

/** A reaction is one of its sender's to a message, and the next one takes its place. */
export const postId = (message: WireMessage, author: ProfileId): PostId =>
  PostId.parse(
    message.edit?.original_message_id ??
      (message.reaction ? `${message.reaction.message_id} ${author}` : message.id),
  );

/**
 * Undefined for what was not written to the customer alone (groups), and for messages without words: pictures, places,
 * orders, notices, and what WhatsApp does not pass on.
 */
export function messageSaid(
  message: WireMessage,
  by: Profile,
): { readonly post: Post; readonly by: Profile } | undefined {
  const content = message.edit?.message ?? message;
  const text = WORDS.get(content.type)?.(content)?.trim() ?? '';
  if (text === '' || message.group_id !== undefined) return undefined;
  const id = postId(message, by.id);
  const to = content.reaction?.message_id ?? content.context?.id;
  return {
    by,
    post: {
      ...{ network: WHATSAPP, id, profile: by.id, url: by.url, text, counts: {} },
      kind: content.type === 'reaction' ? 'reaction' : 'direct message',
      publishedAt: message.timestamp,
      conversation: to === undefined ? id : PostId.parse(to),
      ...(to !== undefined && { inReplyTo: PostId.parse(to) }),
      provenance: by.provenance,
    },
  };
}

/** Nobody else can write from a number, so it names its owner. Undefined for notices that nobody wrote. */
export function authorOf(
  { from, from_user_id: user, timestamp }: WireMessage,
  contacts: readonly WireContact[],
): Profile | undefined {
  const contact = contacts.find((one) =>
    user === undefined ? one.wa_id === from : one.user_id === user || (from && one.wa_id === from),
  );
  const id = user ?? contact?.user_id ?? from;
  if (id === undefined) return undefined;
  const name = contact?.profile?.name?.trim();
  const url = from === undefined ? 'https://www.whatsapp.com' : `https://wa.me/${from}`;
  return {
    ...{ network: WHATSAPP, id: ProfileId.parse(id), handle: from ?? id.toLowerCase(), url },
    ...(name && { name }),
    ...(from !== undefined && { keyedBy: `+${from}` }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: WHATSAPP, url, fetchedAt: timestamp, basis: 'published by the person' },
  };
}
