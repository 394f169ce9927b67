import { shapeOf } from '../../../src/core/delivered.ts';
import { changesIn, hubErasure, hubPush } from '../../../src/ports/hub.ts';
import type { Change } from '../../../src/ports/hub.ts';
import type { NetworkEvent, Push } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { whereOf } from './mentioned.ts';
import { INSTAGRAM, WireComment, WireMention, commentSaid } from './wire.ts';

const TITLE = 'Instagram';

/**
 * The webhook of the customer's professional account: comments below what it published, and mentions of it, of which only
 * numbers are told; those in stories are not told at all. Nor is it told that a comment was deleted.
 */
export const push: Push = {
  ...hubPush,
  erasure: hubErasure(INSTAGRAM),
  says:
    'Enter the app secret of your Meta app (Instagram app secret with Instagram Login) here, then the address and the ' +
    'verify token there under Webhooks, Instagram, and subscribe to comments and mentions.',
  events: (body) => changesIn(body, 'instagram', TITLE).flatMap(happened),
};

const COMMENTS: ReadonlySet<string> = new Set(['comments', 'live_comments']);

function happened({ field, value, account, at }: Change): readonly NetworkEvent[] {
  if (field === 'mentions') return [mention(value, at)];
  if (!COMMENTS.has(field)) return [];
  const told = commentSaid(shapeOf(WireComment, value, TITLE), { account, at });
  return told ? [saidAt(told)] : [];
}

function mention(value: unknown, at: Date): NetworkEvent {
  const { media_id: media, comment_id } = shapeOf(WireMention, value, TITLE);
  const of = whereOf({ media, comment: comment_id ?? undefined });
  return { kind: 'told of', id: `mention ${of}@${at.getTime()}`, at, network: INSTAGRAM, of };
}
