import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { SLACK, WireCallback, WireChanged, WireDeleted, WireMessage, WirePlace } from './wire.ts';
import { messageSaid, postId, timeOf } from './wire.ts';

/**
 * What an event says: messages in channels that everybody in the workspace may join; nothing for private channels, direct
 * messages, reactions and all the rest. @throws Failure `malformed`
 */
export function happened(payload: unknown): readonly NetworkEvent[] {
  const kind = read(z.object({ type: z.string() }), payload);
  if (kind.type !== 'event_callback') return [];
  const { team_id: team, event } = read(WireCallback, payload);
  if (event.type !== 'message') return [];
  const place = read(WirePlace, event);
  if (place.channel_type !== 'channel') return [];
  const at = timeOf(place.event_ts);
  const where = { team, channel: place.channel, at };
  if (event.subtype === 'message_deleted') {
    const post = postId(team, place.channel, read(WireDeleted, event).deleted_ts);
    return [{ kind: 'unsaid', id: `${post} deleted`, at, network: SLACK, post }];
  }
  const message =
    event.subtype === 'message_changed' ? read(WireChanged, event).message : read(WireMessage, event);
  const told = messageSaid(message, where);
  if (!told) return [];
  const words = createHash('sha256').update(told.post.text).digest('hex').slice(0, 16);
  return [{ kind: 'said', id: `${told.post.id}@${place.event_ts} ${words}`, at, ...told }];
}

function read<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const found = schema.safeParse(payload);
  if (found.success) return found.data;
  throw new Failure('malformed', 'Slack delivered an unknown shape', { cause: found.error });
}

/** @throws Failure `malformed` */
export function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Failure('malformed', 'Slack delivered something that is no JSON');
  }
}
