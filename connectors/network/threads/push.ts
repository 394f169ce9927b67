import { z } from 'zod';
import { jsonIn, shapeOf } from '../../../src/core/delivered.ts';
import { PostId } from '../../../src/core/ids.ts';
import { hubErasure, hubPush } from '../../../src/ports/hub.ts';
import type { NetworkEvent, Push } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { THREADS, WireDeleted, WirePost, accountOf, toPost } from './wire.ts';

const TITLE = 'Threads';

/** The webhook of the customer's own account: replies to it, mentions of it, and what is deleted. */
export const push: Push = {
  ...hubPush,
  erasure: hubErasure(THREADS),
  says:
    'Enter the Threads app secret of your Meta app here, then the address and the verify token there under Threads, ' +
    'Webhooks, and subscribe to replies, mentions and delete.',
  events,
};

const Told = z.object({ field: z.string(), value: z.unknown() });
/** The last second that a date can hold (ECMAScript, time range). */
const LAST_SECOND = 8.64e12;
const Delivery = z.object({
  time: z.number().nonnegative().max(LAST_SECOND).optional(),
  values: z.union([Told.transform((one) => [one]), z.array(Told)]),
});

type Reader = (value: unknown, at: Date) => readonly NetworkEvent[];

const READERS = new Map<string, Reader>([
  ['replies', (value) => said(value, 'reply')],
  ['mentions', (value) => said(value, 'mention')],
  ['delete', unsaid],
]);

function events(body: Buffer): readonly NetworkEvent[] {
  const { time = 0, values } = shapeOf(Delivery, jsonIn(body, TITLE), TITLE);
  return values.flatMap(({ field, value }) => READERS.get(field)?.(value, new Date(time * 1000)) ?? []);
}

/** What the account says below its own post is not said to it. */
function said(value: unknown, kind: 'reply' | 'mention'): readonly NetworkEvent[] {
  const wire = shapeOf(WirePost, value, TITLE);
  const own = kind === 'reply' && wire.root_post?.username === wire.username;
  const post = own ? undefined : toPost(wire, wire.timestamp, kind);
  return post ? [saidAt({ post, by: accountOf(wire.username, wire.timestamp) })] : [];
}

function unsaid(value: unknown, at: Date): readonly NetworkEvent[] {
  const post = PostId.parse(shapeOf(WireDeleted, value, TITLE).id);
  return [{ kind: 'unsaid', id: `${post} deleted`, at, network: THREADS, post }];
}
