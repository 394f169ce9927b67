import { z } from 'zod';
import { jsonIn, shapeOf } from '../../../src/core/delivered.ts';
import { PostId, ProfileId } from '../../../src/core/ids.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { WirePost, WirePushedUser, isAway, postSaid } from './push-wire.ts';
import { DISCOURSE } from './wire.ts';

const TITLE = 'Discourse';

const Line = z.object({
  event: z.string(),
  forum: z.string(),
  nth: z.string(),
  at: z.coerce.date(),
});
type Line = z.output<typeof Line>;

type Reader = (payload: unknown, line: Line) => readonly NetworkEvent[];

const said = reading(z.object({ post: WirePost }), ({ post }, { forum }) => {
  if (isAway(post)) return [gone(post, `taken away ${post.updated_at.getTime()}`)];
  const told = postSaid(post, forum.replace(/\/+$/, ''));
  return told ? [saidAt(told)] : [];
});
const unsaid = reading(z.object({ post: WirePost }), ({ post }) => [gone(post, 'destroyed')]);
const member = (kind: 'profile changed' | 'profile gone') =>
  reading(z.object({ user: WirePushedUser }), ({ user }, { event, nth, at }) => {
    if (user.id <= 0) return [];
    const id = ProfileId.parse(String(user.id));
    return [{ kind, id: `${event} ${id} ${nth}`, at, profile: { network: DISCOURSE, id } }];
  });

/** A post that comes back after it was destroyed stays away here: what was removed is not kept again. */
const READERS = new Map<string, Reader>(
  Object.entries({
    post_created: said,
    post_edited: said,
    post_destroyed: unsaid,
    user_updated: member('profile changed'),
    user_suspended: member('profile changed'),
    user_unsuspended: member('profile changed'),
    user_anonymized: member('profile gone'),
    user_destroyed: member('profile gone'),
  }),
);

/** What a kept delivery says; nothing for topics, likes, chats and all the rest. @throws Failure `malformed` */
export function happened(kept: Buffer): readonly NetworkEvent[] {
  const end = kept.indexOf('\n');
  const line = shapeOf(Line, jsonIn(kept.subarray(0, Math.max(0, end)), TITLE), TITLE);
  const payload = jsonIn(kept.subarray(end + 1), TITLE);
  return READERS.get(line.event)?.(payload, line) ?? [];
}

function gone(post: WirePost, how: string): NetworkEvent {
  const id = PostId.parse(`${post.topic_id}/${post.post_number}`);
  return { kind: 'unsaid', id: `${id} ${how}`, at: post.updated_at, network: DISCOURSE, post: id };
}

function reading<S extends z.ZodType>(
  schema: S,
  as: (read: z.output<S>, line: Line) => readonly NetworkEvent[],
): Reader {
  return (payload, line) => as(shapeOf(schema, payload, TITLE), line);
}
