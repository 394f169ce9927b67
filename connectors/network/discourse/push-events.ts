import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { PostId, ProfileId } from '../../../src/core/ids.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { WirePost, WirePushedUser, isAway, postSaid } from './push-wire.ts';
import { DISCOURSE } from './wire.ts';

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
  if (!told) return [];
  const words = createHash('sha256').update(told.post.text).digest('hex').slice(0, 16);
  return [
    {
      kind: 'said',
      id: `${told.post.id}@${post.updated_at.getTime()} ${words}`,
      at: post.updated_at,
      ...told,
    },
  ];
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
  const line = Line.safeParse(jsonIn(kept.subarray(0, Math.max(0, end))));
  if (!line.success) throw malformed(line.error);
  const payload = jsonIn(kept.subarray(end + 1));
  return READERS.get(line.data.event)?.(payload, line.data) ?? [];
}

function gone(post: WirePost, how: string): NetworkEvent {
  const id = PostId.parse(`${post.topic_id}/${post.post_number}`);
  return { kind: 'unsaid', id: `${id} ${how}`, at: post.updated_at, network: DISCOURSE, post: id };
}

function reading<S extends z.ZodType>(
  schema: S,
  as: (read: z.output<S>, line: Line) => readonly NetworkEvent[],
): Reader {
  return (payload, line) => {
    const read = schema.safeParse(payload);
    if (!read.success) throw malformed(read.error);
    return as(read.data, line);
  };
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Failure('malformed', 'Discourse delivered something that is no JSON');
  }
}

const malformed = (cause: unknown) =>
  new Failure('malformed', 'Discourse delivered an unknown shape', { cause });
