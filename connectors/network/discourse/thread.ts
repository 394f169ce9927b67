import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getShown, getTopic, getTopicPosts } from './api.ts';
import type { Tools } from './api.ts';
import { postSaid, WirePost } from './push-wire.ts';
import { pagesAround } from './topic.ts';
import type { WireTopic } from './topic.ts';

/** Of so many members it is asked at once whether they are shown. */
const MEMBERS = 50;

/**
 * A topic and its posts as everybody sees them, never with the key: one request for twenty posts, and one for each fifty
 * members, since a post does not say who hides.
 */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  const [, topic, number] = /^([1-9]\d{0,11})\/([1-9]\d{0,9})$/.exec(post.id) ?? [];
  const found = topic === undefined ? undefined : await getTopic(tools, topic);
  if (!found || topic === undefined) return [];
  const pages = pagesAround(found.post_stream.stream, Number(number), most);
  const more = await Promise.all(pages.map((ids) => getTopicPosts(tools, topic, ids)));
  const read = [...found.post_stream.posts, ...more.flat()].flatMap((one) => mentionOf(tools, found, one));
  const said = [...new Map(read.map((one) => [one.post.id, one])).values()].slice(0, most);
  const members = [...new Set(said.map(({ by }) => by.id))];
  const groups = Array.from({ length: Math.ceil(members.length / MEMBERS) }, (_, n) =>
    members.slice(n * MEMBERS, (n + 1) * MEMBERS),
  );
  const shown = await Promise.all(groups.map((ids) => getShown(tools, ids)));
  return said.map(({ post: one, by }) => ({
    post: one,
    by: { ...by, reserved: !shown.some((ids) => ids.has(by.id)) },
  }));
}

/** Told as in a delivery, but that the topic is told once, and as it is now. */
function mentionOf(
  { settings, now }: Tools,
  { title, archetype }: WireTopic,
  written: unknown,
): readonly Mention[] {
  const told = WirePost.safeParse(written).data;
  const said = told && postSaid({ ...told, topic_title: title, topic_archetype: archetype }, settings.base);
  if (!said) return [];
  const at = { fetchedAt: now() };
  const provenance = { ...said.post.provenance, ...at };
  return [
    {
      post: { ...said.post, provenance },
      by: { ...said.by, provenance: { ...said.by.provenance, ...at } },
    },
  ];
}
