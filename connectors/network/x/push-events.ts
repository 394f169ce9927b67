import { z } from 'zod';
import { jsonIn, shapeOf } from '../../../src/core/delivered.ts';
import { PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { givenOutAt, toPost } from './said.ts';
import { WireId, WirePost, WireUser, X, toProfile } from './wire.ts';

const TITLE = 'X';

/** Kept before the bytes: when they arrived. */
const Line = z.object({ at: z.coerce.date() });

const WireEnvelope = z.object({
  data: z.object({
    event_uuid: z.string(),
    event_type: z.string(),
    filter: z.object({ user_id: WireId.optional() }).optional(),
    payload: z.unknown(),
    includes: z.object({ users: z.array(z.unknown()).optional() }).optional(),
  }),
});
type Told = z.output<typeof WireEnvelope>['data'];
type Reader = (told: Told, arrived: Date) => readonly NetworkEvent[];

const WireDeleted = z.object({ id: WireId });
const WireRevoked = z.object({ user_id: WireId }).partial();

const said: Reader = ({ payload, includes }) => {
  const wire = shapeOf(WirePost.required({ author_id: true }), payload, TITLE);
  const at = wire.created_at ?? givenOutAt(wire.id);
  const by = authorIn(includes?.users ?? [], wire.author_id, at);
  const post = by && toPost(wire, by, at);
  return post ? [saidAt({ post, by })] : [];
};

const unsaid: Reader = ({ payload, event_uuid: id }, at) => {
  const post = PostId.parse(shapeOf(WireDeleted, payload, TITLE).id);
  return [{ kind: 'unsaid', id: `deleted ${id}`, at, network: X, post }];
};

const changed: Reader = ({ filter, event_uuid: id }, at) =>
  filter?.user_id === undefined
    ? []
    : [{ kind: 'profile changed', id: `changed ${id}`, at, profile: keyOf(filter.user_id) }];

/** Somebody took back what they had allowed the customer's app: what was kept of them goes. */
const revoked: Reader = ({ payload, filter, event_uuid: id }, at) => {
  const user = WireRevoked.safeParse(payload).data?.user_id ?? filter?.user_id;
  return user === undefined ? [] : [{ kind: 'profile gone', id: `revoked ${id}`, at, profile: keyOf(user) }];
};

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['post.create', said],
  ['post.mention.create', said],
  ['post.reply.create', said],
  ['post.quote.create', said],
  ['post.delete', unsaid],
  ['oauth.revoke', revoked],
]);

/** What a kept delivery says; nothing for likes, followers, messages and all the rest. @throws Failure `malformed` */
export function happened(kept: Buffer): readonly NetworkEvent[] {
  const end = kept.indexOf('\n');
  const { at } = shapeOf(Line, jsonIn(kept.subarray(0, Math.max(0, end)), TITLE), TITLE);
  const { data } = shapeOf(WireEnvelope, jsonIn(kept.subarray(end + 1), TITLE), TITLE);
  const reader = data.event_type.startsWith('profile.update.') ? changed : READERS.get(data.event_type);
  return reader?.(data, at) ?? [];
}

const keyOf = (id: string) => ({ network: X, id: ProfileId.parse(id) });

/** Of somebody whose account was not told beside their words nobody knows who they are. */
function authorIn(users: readonly unknown[], id: string, at: Date): Profile | undefined {
  const read = users.flatMap((user) => WireUser.safeParse(user).data ?? []);
  const author = read.find((user) => user.id === id);
  return author && !author.protected ? toProfile(author, at) : undefined;
}
