import { isAboutTheSameTime, saidIn, sayTheSame } from '../conversation/near-duplicates/said.ts';
import type { Said } from '../conversation/near-duplicates/said.ts';
import type { ReadPost } from './facts.ts';

/** A post with its copies on other networks. */
export interface SaidOnce extends ReadPost {
  /** Of each other network the first that was met. */
  readonly elsewhere: readonly ReadPost[];
}

/**
 * One person's posts without those that say the same on another network about the same time: they stand beside the one that
 * stays, the first in the order given. Two posts of one network both stay, however alike they are: a release note is like
 * the one before and tells something else.
 */
export function saidOnce(posts: readonly ReadPost[]): readonly SaidOnce[] {
  const kept: { readonly post: ReadPost; readonly said: Said; readonly elsewhere: ReadPost[] }[] = [];
  for (const post of posts) {
    const said = saidIn(post.text);
    const same = kept.find(
      (one) => isFree(one, post) && isAboutTheSameTime(one.post, post) && sayTheSame(one.said, said),
    );
    if (same) same.elsewhere.push(post);
    else kept.push({ post, said, elsewhere: [] });
  }
  return kept.map(({ post, elsewhere }) => ({ ...post, elsewhere }));
}

const isFree = (
  { post, elsewhere }: { readonly post: ReadPost; readonly elsewhere: readonly ReadPost[] },
  { network }: ReadPost,
) => [post, ...elsewhere].every((one) => one.network !== network);
