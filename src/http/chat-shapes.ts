import { z } from 'zod';
import { Chat } from '../core/outgoing/chat.ts';
import { present } from '../core/present.ts';

const When = z.iso.datetime();

/** A chat, without where it is. */
export const ChatLine = z
  .object({
    id: z.string(),
    ...Chat.pick({ name: true, service: true }).shape,
    stopped: Chat.shape.stopped.meta({ description: 'Why nothing is written to it' }),
    madeAt: When,
    failingSince: When.optional().meta({ description: 'Since when it took nothing' }),
  })
  .meta({ id: 'Chat' });
export type ChatLine = z.output<typeof ChatLine>;

export const ChatList = z.object({ chats: z.array(ChatLine) }).meta({ id: 'Chats' });
export type ChatList = z.output<typeof ChatList>;

export function chatLine({ madeAt, failingSince, ...rest }: Chat): ChatLine {
  return {
    ...{ ...rest, madeAt: madeAt.toISOString() },
    ...present({ failingSince: failingSince?.toISOString() }),
  };
}
