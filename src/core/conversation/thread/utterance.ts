import type { ReadPost } from '../../record/facts.ts';

/** A post with what may join it to others. */
export interface Utterance {
  readonly post: ReadPost;
  /** Whoever said it: one name for one person, on all networks where that is known. */
  readonly person: string;
  /** The places that are this post's own (`spellingsOf`). */
  readonly at: ReadonlySet<string>;
}

/** One string for a post. Networks have no colon in their names, so it cannot clash. */
export const postKey = ({ network, id }: { readonly network: string; readonly id: string }): string =>
  `${network}:${id}`;

/** The posts of a pool by their keys, each once, as it was fetched last, in the order in which they were said. */
export function pooled(pool: readonly Utterance[]): ReadonlyMap<string, Utterance> {
  const latest = new Map<string, Utterance>();
  for (const one of pool) {
    const before = latest.get(postKey(one.post));
    const isNewer = !before || before.post.provenance.fetchedAt <= one.post.provenance.fetchedAt;
    if (isNewer) latest.set(postKey(one.post), one);
  }
  return new Map([...latest].toSorted(([a, one], [b, other]) => inTime(one, other) || (a < b ? -1 : 1)));
}

const inTime = ({ post: a }: Utterance, { post: b }: Utterance) =>
  a.publishedAt.getTime() - b.publishedAt.getTime();
