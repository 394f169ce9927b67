import { z } from 'zod';

/** Posts as each version of the forum writes them: they are read one by one. */
const Posts = z.array(z.unknown());

/** `GET /t/{id}.json`: a topic with its first posts; `stream` holds the ids of all of them, in the order of reading. */
export const WireTopic = z.object({
  id: z.number().int().positive(),
  title: z.string(),
  archetype: z.string().nullish(),
  post_stream: z.object({ posts: Posts, stream: z.array(z.number().int()).default([]) }),
});
export type WireTopic = z.output<typeof WireTopic>;

/** `GET /t/{id}/posts.json?post_ids[]=`. */
export const WireTopicPosts = z.object({ post_stream: z.object({ posts: Posts }) });

/** So many posts the forum gives at once. */
export const PAGE = 20;

/**
 * Which more posts of a topic are read, in pages: of a long one those around the one that is asked for.
 * @param number of that post; where posts were taken away it stands a little earlier in the stream.
 * @param most how many are read in all.
 */
export function pagesAround(
  stream: readonly number[],
  number: number,
  most: number,
): readonly (readonly number[])[] {
  const more = Math.max(0, most - PAGE);
  const first = Math.max(PAGE, Math.min(number - 1 - more / 2, stream.length - more));
  const wanted = stream.slice(Math.floor(first), Math.floor(first) + more);
  return Array.from({ length: Math.ceil(wanted.length / PAGE) }, (_, n) =>
    wanted.slice(n * PAGE, (n + 1) * PAGE),
  );
}
