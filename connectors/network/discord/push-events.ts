import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { ProfileId } from '../../../src/core/ids.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { DISCORD, WireDelivery, WireEvent, WireGone, WireLeft, WireMessage } from './wire.ts';
import { messageSaid, postId } from './wire.ts';

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
  if (read(WireDelivery, payload).type !== TYPE.event) return [];
  const { type, timestamp, data } = read(WireEvent, payload).event;
  return READERS.get(type)?.(data, timestamp) ?? [];
}

function said(data: unknown): readonly NetworkEvent[] {
  const told = messageSaid(read(WireMessage, data));
  if (!told) return [];
  const at = told.by.provenance.fetchedAt;
  const words = createHash('sha256').update(told.post.text).digest('hex').slice(0, 16);
  return [{ kind: 'said', id: `${told.post.id}@${at.getTime()} ${words}`, at, ...told }];
}

function unsaid(data: unknown, at: Date): readonly NetworkEvent[] {
  const { id, lobby_id: lobby } = read(WireGone, data);
  const post = postId(lobby, id);
  return [{ kind: 'unsaid', id: `${post} deleted`, at, network: DISCORD, post }];
}

/** Without their consent nothing of theirs may be kept. */
function left(data: unknown, at: Date): readonly NetworkEvent[] {
  const id = ProfileId.parse(read(WireLeft, data).user.id);
  return [{ kind: 'profile gone', id: `${id} left ${at.getTime()}`, at, profile: { network: DISCORD, id } }];
}

function read<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const found = schema.safeParse(payload);
  if (found.success) return found.data;
  throw new Failure('malformed', 'Discord delivered an unknown shape', { cause: found.error });
}

/** @throws Failure `malformed` */
export function jsonIn(body: Buffer): unknown {
  const found = parsed(body);
  if (found === undefined) throw new Failure('malformed', 'Discord delivered something that is no JSON');
  return found;
}

export function isPing(body: Buffer): boolean {
  return WireDelivery.safeParse(parsed(body)).data?.type === TYPE.ping;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
