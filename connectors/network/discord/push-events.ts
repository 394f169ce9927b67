import { jsonOrNone, shapeOf } from '../../../src/core/delivered.ts';
import { ProfileId } from '../../../src/core/ids.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { DISCORD, WireDelivery, WireEvent, WireGone, WireLeft, WireMessage } from './wire.ts';
import { messageSaid, postId } from './wire.ts';

export const TITLE = 'Discord';

/** Discord's types of deliveries: it asks whether we are there, or tells of an event. */
const TYPE = { ping: 0, event: 1 } as const;

type Reader = (data: unknown, at: Date) => readonly NetworkEvent[];

const READERS = new Map<string, Reader>([
  ['LOBBY_MESSAGE_CREATE', said],
  ['LOBBY_MESSAGE_UPDATE', said],
  ['LOBBY_MESSAGE_DELETE', unsaid],
  ['APPLICATION_DEAUTHORIZED', left],
]);

/**
 * What a delivery says: messages in the application's lobbies, and who withdrew what they had allowed it.
 * @throws Failure `malformed`
 */
export function happened(payload: unknown): readonly NetworkEvent[] {
  if (shapeOf(WireDelivery, payload, TITLE).type !== TYPE.event) return [];
  const { type, timestamp, data } = shapeOf(WireEvent, payload, TITLE).event;
  return READERS.get(type)?.(data, timestamp) ?? [];
}

function said(data: unknown): readonly NetworkEvent[] {
  const told = messageSaid(shapeOf(WireMessage, data, TITLE));
  return told ? [saidAt(told)] : [];
}

function unsaid(data: unknown, at: Date): readonly NetworkEvent[] {
  const { id, lobby_id: lobby } = shapeOf(WireGone, data, TITLE);
  const post = postId(lobby, id);
  return [{ kind: 'unsaid', id: `${post} deleted`, at, network: DISCORD, post }];
}

/** Without their consent nothing of theirs may be kept. */
function left(data: unknown, at: Date): readonly NetworkEvent[] {
  const id = ProfileId.parse(shapeOf(WireLeft, data, TITLE).user.id);
  return [{ kind: 'profile gone', id: `${id} left ${at.getTime()}`, at, profile: { network: DISCORD, id } }];
}

export function isPing(body: Buffer): boolean {
  return WireDelivery.safeParse(jsonOrNone(body)).data?.type === TYPE.ping;
}
