import { shapeOf } from '../../../src/core/delivered.ts';
import { changesIn, hubErasure, hubPush } from '../../../src/ports/hub.ts';
import type { NetworkEvent, Push } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { INSTAGRAM, WireComment, commentSaid } from './wire.ts';

const TITLE = 'Instagram';

/**
 * The webhook of the customer's professional account: comments below what it published. Mentions are told by an id
 * without a word, and those in stories not at all: nothing is kept of either. Nor is it told that a comment was deleted.
 */
export const push: Push = {
  ...hubPush,
  erasure: hubErasure(INSTAGRAM),
  says:
    'Enter the app secret of your Meta app (Instagram app secret with Instagram Login) here, then the address and the ' +
    'verify token there under Webhooks, Instagram, and subscribe to comments.',
  events,
};

const COMMENTS: ReadonlySet<string> = new Set(['comments', 'live_comments']);

function events(body: Buffer): readonly NetworkEvent[] {
  return changesIn(body, 'instagram', TITLE).flatMap(({ field, value, account, at }) => {
    if (!COMMENTS.has(field)) return [];
    const told = commentSaid(shapeOf(WireComment, value, TITLE), { account, at });
    return told ? [saidAt(told)] : [];
  });
}
