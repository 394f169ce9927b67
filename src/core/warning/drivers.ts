import { originalsOf } from './hours.ts';
import type { SaidPost } from './measures.ts';

/** So many posts are shown with an alert. */
const SHOWN = 5;

/** The posts that drive an alert: one of each author, of whom the most influential first, and of equals the earliest. */
export function driversOf(said: readonly SaidPost[]): readonly SaidPost[] {
  const perAuthor = new Map<string, SaidPost>();
  for (const post of originalsOf(said)) {
    const author = `${post.network}:${post.profile}`;
    if (!perAuthor.has(author)) perAuthor.set(author, post);
  }
  const influence = (post: SaidPost) => post.influence ?? -1;
  return [...perAuthor.values()]
    .toSorted((a, b) => influence(b) - influence(a) || a.at.getTime() - b.at.getTime())
    .slice(0, SHOWN);
}
