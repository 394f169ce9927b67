import { shapeOf } from '../../../src/core/delivered.ts';
import { PostId } from '../../../src/core/ids.ts';
import { changesIn, hubPush } from '../../../src/ports/hub.ts';
import type { NetworkEvent, Push } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { WHATSAPP, WireMessage, WireMessages, authorOf, messageSaid, postId } from './wire.ts';
import type { WireContact } from './wire.ts';

const TITLE = 'WhatsApp';

/** The Cloud API’s webhook of the customer's own number: what people write to it. */
export const push: Push = {
  ...hubPush,
  says:
    'Enter the app secret of your Meta app (App settings, Basic) here, then the address and the verify token there under ' +
    'WhatsApp, Configuration, and subscribe to messages.',
  events,
};

/** What a delivery says, however many changes it bundles; nothing for statuses of outbound messages and other fields. */
function events(body: Buffer): readonly NetworkEvent[] {
  return changesIn(body, 'whatsapp_business_account', TITLE).flatMap(({ field, value }) => {
    if (field !== 'messages') return [];
    const { contacts, messages } = shapeOf(WireMessages, value, TITLE);
    return messages.flatMap((one) => happened(shapeOf(WireMessage, one, TITLE), contacts));
  });
}

function happened(message: WireMessage, contacts: readonly WireContact[]): readonly NetworkEvent[] {
  const by = authorOf(message, contacts);
  if (!by) return [];
  if (message.revoke) return [gone(message, PostId.parse(message.revoke.original_message_id))];
  if (message.reaction && !message.reaction.emoji) return [gone(message, postId(message, by.id))];
  const told = messageSaid(message, by);
  return told ? [saidAt(told)] : [];
}

function gone({ id, timestamp: at }: WireMessage, post: PostId): NetworkEvent {
  return { kind: 'unsaid', id: `${post} taken back ${id}`, at, network: WHATSAPP, post };
}
