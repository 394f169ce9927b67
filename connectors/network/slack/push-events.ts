import { z } from 'zod';
import { shapeOf } from '../../../src/core/delivered.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { SLACK, WireCallback, WireChanged, WireDeleted, WireMember, WireMessage, WirePlace } from './wire.ts';
import { memberOf, messageSaid, postId, timeOf } from './wire.ts';

export const TITLE = 'Slack';

/** Who joined, or what their profile says now. Whoever was deactivated is gone from the workspace. */
function memberTold(event: unknown, team: string): readonly NetworkEvent[] {
  const { user, event_ts: ts } = shapeOf(WireMember, event, TITLE);
  const at = timeOf(ts);
  if (user.is_bot) return [];
  const by = memberOf(user, team, at);
  const id = `${by.id} ${ts}`;
  if (user.deleted) return [{ kind: 'profile gone', id: `${id} deactivated`, at, profile: by }];
  return [{ kind: 'profile told', id: `${id} told`, at, by }];
}

/**
 * What an event says: messages in channels that everybody in the workspace may join, and who its members are; nothing
 * for private channels, direct messages, reactions and all the rest. @throws Failure `malformed`
 */
export function happened(payload: unknown): readonly NetworkEvent[] {
  const kind = shapeOf(z.object({ type: z.string() }), payload, TITLE);
  if (kind.type !== 'event_callback') return [];
  const { team_id: team, event } = shapeOf(WireCallback, payload, TITLE);
  if (event.type === 'team_join' || event.type === 'user_change') return memberTold(event, team);
  if (event.type !== 'message') return [];
  const place = shapeOf(WirePlace, event, TITLE);
  if (place.channel_type !== 'channel') return [];
  const at = timeOf(place.event_ts);
  const where = { team, channel: place.channel, at };
  if (event.subtype === 'message_deleted') {
    const post = postId(team, place.channel, shapeOf(WireDeleted, event, TITLE).deleted_ts);
    return [{ kind: 'unsaid', id: `${post} deleted`, at, network: SLACK, post }];
  }
  const message =
    event.subtype === 'message_changed'
      ? shapeOf(WireChanged, event, TITLE).message
      : shapeOf(WireMessage, event, TITLE);
  const told = messageSaid(message, where);
  return told ? [saidAt(told)] : [];
}
