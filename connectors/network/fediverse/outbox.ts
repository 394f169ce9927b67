import { z } from 'zod';
import { PostId, ProfileId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import { MOST_NAMED } from '../../../src/core/post.ts';
import type { Post } from '../../../src/core/post.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';
import { FEDIVERSE } from './wire.ts';

const PUBLIC = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public']);
const WRITTEN = new Set(['Note', 'Article', 'Page', 'Question']);

const Text = z.string().nullish().catch(undefined);
const Names = z
  .union([z.array(z.unknown()), z.string()])
  .nullish()
  .transform((names) => [names ?? []].flat().filter((name) => typeof name === 'string'));
const Tally = z.object({ totalItems: z.number().int().nonnegative() }).optional().catch(undefined);

const WireNote = z.object({
  id: z.string().min(1).max(700),
  type: z.string(),
  attributedTo: Names,
  to: Names,
  url: Text,
  name: Text,
  summary: Text,
  content: Text,
  contentMap: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  published: z.string().pipe(z.coerce.date()),
  inReplyTo: Text,
  tag: z
    .union([
      z.array(z.unknown()),
      z
        .object({})
        .loose()
        .transform((one) => [one]),
    ])
    .nullish()
    .catch(undefined),
  quote: Text,
  quoteUrl: Text,
  quoteUri: Text,
  _misskey_quote: Text,
  replies: Tally,
  likes: Tally,
  shares: Tally,
});
type WireNote = z.output<typeof WireNote>;

/** Whom a post names, by their actor. */
const WireMention = z.object({ type: z.literal('Mention'), href: z.url({ protocol: /^https?$/ }).max(500) });

/** An activity of an outbox. What it is about may be named only; such activities are passed over. */
const WireActivity = z.object({ type: z.string(), actor: z.string().optional(), object: z.unknown() });
export type WireActivity = z.output<typeof WireActivity>;

/** An `OrderedCollection`, which leads to its first page, or a page, which leads to the next one. */
export const WireCollection = z.object({
  type: z.enum(['OrderedCollection', 'OrderedCollectionPage', 'Collection', 'CollectionPage']),
  first: z
    .union([z.string(), z.object({ orderedItems: z.array(z.unknown()).optional(), next: Text })])
    .nullish(),
  next: Text,
  orderedItems: z.array(z.unknown()).optional(),
});

export function activitiesIn(items: readonly unknown[]): readonly WireActivity[] {
  return items.map((item) => WireActivity.safeParse(item).data).filter((item) => item !== undefined);
}

/** The id of the post that a `Delete` takes back. */
export function takenBack({ type, object }: WireActivity): string | undefined {
  if (type !== 'Delete') return undefined;
  return typeof object === 'string' ? object : z.object({ id: z.string() }).safeParse(object).data?.id;
}

/** Undefined for a boost, a like, a tombstone, for what somebody else wrote, and for what is not fully public. */
export function toPost(activity: WireActivity, author: ProfileId, now: Date): Post | undefined {
  const note = activity.type === 'Create' ? WireNote.safeParse(activity.object).data : undefined;
  if (!note || !isOwn(note, author) || !note.to.some((name) => PUBLIC.has(name))) return undefined;
  if (note.published > now) return undefined;
  const url = absoluteLink(note.url) ?? note.id;
  const languages = Object.keys(note.contentMap ?? {});
  return {
    network: FEDIVERSE,
    id: PostId.parse(note.id),
    profile: author,
    url,
    kind: kindOf(note),
    text: textOf(note),
    ...(languages.length === 1 && languages[0] && { statedLanguage: languages[0] }),
    publishedAt: note.published,
    conversation: PostId.parse(note.id),
    ...(note.inReplyTo && note.inReplyTo.length <= 700 && { inReplyTo: PostId.parse(note.inReplyTo) }),
    ...namesIn(note),
    counts: countsOf(note),
    provenance: { source: FEDIVERSE, url, fetchedAt: now, basis: 'published by the person' },
  };
}

function namesIn({ tag }: WireNote): Pick<Post, 'names'> {
  const actors = new Set((tag ?? []).flatMap((one) => WireMention.safeParse(one).data?.href ?? []));
  const names = [...actors].slice(0, MOST_NAMED).map((href) => ({ profile: ProfileId.parse(href) }));
  return names.length > 0 ? { names } : {};
}

function isOwn({ id, type, attributedTo }: WireNote, author: ProfileId): boolean {
  const place = absoluteLink(id);
  const here = place !== undefined && new URL(place).host === new URL(author).host;
  return here && WRITTEN.has(type) && attributedTo.includes(author);
}

function kindOf(note: WireNote): Post['kind'] {
  if (note.inReplyTo) return 'reply';
  return (note.quote ?? note.quoteUri ?? note.quoteUrl ?? note['_misskey_quote']) ? 'quote' : 'post';
}

/** The warning before a post, the title of an article, and what it says. */
function textOf({ summary, name, content }: WireNote): string {
  const parts = [summary, name, content].map((html) => (html ? readMarkup(html).text : ''));
  return parts.filter((part) => part !== '').join('\n\n');
}

function countsOf({ likes, replies, shares }: WireNote): Post['counts'] {
  return {
    ...(likes && { likes: likes.totalItems }),
    ...(replies && { replies: replies.totalItems }),
    ...(shares && { shares: shares.totalItems }),
  };
}
