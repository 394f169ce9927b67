import { z } from 'zod';
import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { asStranger, closed, get, getUser } from './api.ts';
import type { Tools } from './api.ts';
import { SAID, toPost } from './said.ts';
import { toProfile } from './wire.ts';

/** So many members are looked up for one answer; a search names them, but not by their numbers. */
const MEMBERS = 10;

/** `GET /search.json`: the place in each post where the words stand, as text. */
const WireFound = z.object({
  posts: z
    .array(
      z.object({
        username: z.string().min(1),
        created_at: z.coerce.date(),
        blurb: z.string(),
        topic_id: z.number().int().positive(),
        post_number: z.number().int().positive(),
      }),
    )
    .default([]),
  topics: z
    .array(
      z.object({
        id: z.number().int(),
        title: z.string(),
        slug: z.string(),
        tags: z.array(Tag()).default([]),
      }),
    )
    .default([]),
});
type Found = z.output<typeof WireFound>;

/** A name; newer forums say more of a tag. */
function Tag() {
  return z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
}

/** What members wrote for everybody that holds these words or has this tag. Asked without the key, as everybody would. */
export async function mentions(
  tools: Tools,
  question: ListeningQuestion,
  { since, limit }: Range,
): Promise<readonly Mention[]> {
  const stranger = asStranger(tools);
  const { base } = tools.settings;
  const q = [asSearch(question), 'order:latest', ...(since ? [`after:${dayBefore(since)}`] : [])].join(' ');
  const found = await get(stranger, '/search.json', { q }, WireFound, closed);
  const posts = (found?.posts ?? []).filter((post) => since === undefined || post.created_at >= since);
  const names = [...new Set(posts.map(({ username }) => username))].slice(0, MEMBERS);
  const users = await Promise.all(names.map((name) => getUser(stranger, name)));
  const members = new Map(
    users.flatMap((user, n) => {
      const profile = user && toProfile(user, base, tools.now());
      return profile && !profile.reserved ? [[names[n] ?? '', profile] as const] : [];
    }),
  );
  const read = posts.flatMap((post) => toMention(post, found?.topics ?? [], members, base, tools.now()));
  return read.slice(0, limit);
}

function asSearch(question: ListeningQuestion): string {
  if (question.kind === 'tag') return `tags:${question.tag.replaceAll('_', '-')}`;
  return question.words.map((word) => `"${word.replaceAll('"', ' ')}"`).join(' ');
}

/** `after:` leaves out the day itself. */
const dayBefore = (at: Date) => new Date(at.getTime() - 86_400_000).toISOString().slice(0, 10);

function toMention(
  post: Found['posts'][number],
  topics: Found['topics'],
  members: ReadonlyMap<string, Profile>,
  forum: string,
  now: Date,
): readonly Mention[] {
  const by = members.get(post.username);
  const topic = topics.find(({ id }) => id === post.topic_id);
  if (!by || !topic) return [];
  const action = {
    ...{ action_type: post.post_number === 1 ? SAID.topic : SAID.reply, acting_user_id: Number(by.id) },
    ...{ created_at: post.created_at, excerpt: post.blurb, slug: topic.slug, title: topic.title },
    ...{ topic_id: post.topic_id, post_number: post.post_number },
  };
  const said = toPost(action, by, forum, now);
  return said ? [{ post: said, by, tags: topic.tags.map((tag) => tag.replaceAll('-', '_')) }] : [];
}
