import type { Post } from './post.ts';

/** Which of a profile's posts are asked for: the newest, at most `limit`, none older than `since`. */
export interface Range {
  readonly since?: Date;
  readonly limit: number;
}

/** The posts within a range, newest first, each once: where networks answer in pages, one may stand on two of them. */
export function newest(posts: readonly Post[], { since, limit }: Range): readonly Post[] {
  const found = new Map(posts.map((post) => [post.id, post]));
  return [...found.values()]
    .filter((post) => since === undefined || post.publishedAt >= since)
    .toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
    .slice(0, limit);
}
