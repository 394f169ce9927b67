import { z } from 'zod';
import { shapeOf } from '../../../src/core/delivered.ts';
import { PostId } from '../../../src/core/ids.ts';
import type { Change } from '../../../src/ports/hub.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { FACEBOOK, Person, authorOf, toPost } from './wire.ts';
import type { Said } from './wire.ts';

export const TITLE = 'Facebook';

const Id = z.union([z.string().regex(/^[\d_]{1,80}$/), z.number().int().nonnegative()]).transform(String);
/** The last second that a date can hold (ECMAScript, time range). */
const LAST_SECOND = 8.64e12;
const Seconds = z
  .number()
  .nonnegative()
  .max(LAST_SECOND)
  .transform((seconds) => new Date(seconds * 1000));

/** A change of a Page's feed. @see https://developers.facebook.com/docs/graph-api/webhooks/reference/page */
const WireChange = z.object({
  item: z.string(),
  verb: z.string(),
  from: Person.nullish(),
  post_id: Id.nullish(),
  comment_id: Id.nullish(),
  parent_id: Id.nullish(),
  created_time: Seconds.nullish(),
  message: z.string().nullish(),
  reaction_type: z.string().nullish(),
  post: z.object({ permalink_url: z.url({ protocol: /^https?$/ }).nullish() }).nullish(),
});
type WireChange = z.output<typeof WireChange>;

/** What a person does, by its `item`; all others are the Page's own affairs. */
const STORIES: ReadonlySet<string> = new Set(['post', 'status', 'photo', 'video', 'share', 'link']);
const SAYS: ReadonlySet<string> = new Set(['add', 'edited', 'edit']);
const REACTIONS = new Map(
  Object.entries({ like: '👍', love: '❤️', care: '🥰', haha: '😆', wow: '😮', sad: '😢', angry: '😡' }),
);

/** What a change says; nothing for hiding and showing, which the Page's people do, and for what the Page says itself. */
export function happened({ field, value, account, at }: Change): readonly NetworkEvent[] {
  if (field !== 'feed') return [];
  const change = shapeOf(WireChange, value, TITLE);
  const isKnown = change.item === 'comment' || change.item === 'reaction' || STORIES.has(change.item);
  if (!isKnown || (change.from && change.from.id === account)) return [];
  const id = idOf(change);
  if (change.verb === 'remove') return id === undefined ? [] : [gone(id, at)];
  const said = id !== undefined && SAYS.has(change.verb) ? saidBy(change, id, at) : undefined;
  return said ? [saidAt({ post: toPost(said, at), by: authorOf(said.by, said.url ?? ROOT, at) }, at)] : [];
}

const ROOT = 'https://www.facebook.com';

/** A reaction is one of its author's to something, and the next one takes its place. */
function idOf({ item, comment_id: comment, post_id: story, from }: WireChange): string | undefined {
  const on = comment ?? story ?? undefined;
  if (item === 'reaction') return on === undefined || !from ? undefined : `${on} ${from.id}`;
  return (item === 'comment' ? comment : story) ?? undefined;
}

function saidBy(change: WireChange, id: string, at: Date): Said | undefined {
  const { item, from, message } = change;
  const text = item === 'reaction' ? REACTIONS.get(change.reaction_type ?? '') : message?.trim();
  if (!from || !text) return undefined;
  const story = change.post_id ?? id;
  return {
    ...{ id, by: from, text, story, ...placeOf(change, story) },
    url: change.post?.permalink_url ?? `${ROOT}/${change.comment_id ?? story}`,
    publishedAt: change.created_time ?? at,
  };
}

/** What it is, and what it answers. */
function placeOf(change: WireChange, story: string): Pick<Said, 'kind' | 'to'> {
  const { item, comment_id: comment, parent_id: parent } = change;
  if (item === 'reaction') return { kind: 'reaction', to: comment ?? story };
  if (STORIES.has(item)) return { kind: 'post', to: undefined };
  const to = parent ?? story;
  return { kind: to === story ? 'comment' : 'reply', to };
}

function gone(id: string, at: Date): NetworkEvent {
  const post = PostId.parse(id);
  return { kind: 'unsaid', id: `${id} removed ${at.getTime()}`, at, network: FACEBOOK, post };
}
