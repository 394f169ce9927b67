import { openGroups } from '../conversation/near-duplicates/groups.ts';
import { MEASURE_NAMES, MEASURES } from './measures.ts';
import type { Measure, SaidPost } from './measures.ts';
import { hourOf } from './series.ts';

/** How much of one measure was said in one hour. */
export interface HourCount {
  readonly measure: Measure;
  /** Hours since 1970, UTC. */
  readonly hour: number;
  readonly count: number;
}

/**
 * Counts what was said, hour by hour; hours in which nothing was have no count. Who says much in an hour is one author,
 * and the same words from many accounts are one post of one author: a crowd that copies is no crowd.
 */
export function countHours(posts: readonly SaidPost[]): readonly HourCount[] {
  return [...Map.groupBy(posts, ({ at }) => hourOf(at.getTime()))].flatMap(([hour, said]) =>
    MEASURE_NAMES.map((measure) => ({ measure, hour, count: countOf(measure, said) })).filter(
      ({ count }) => count > 0,
    ),
  );
}

/** How much of one measure there is in what was said. */
export function countOf(measure: Measure, said: readonly SaidPost[]): number {
  const { counts, takes } = MEASURES[measure];
  const originals = originalsOf(said.filter(takes));
  return counts === 'posts' ? originals.length : authorsOf(originals).size;
}

/** The first of what says the same, whoever repeats it, earliest first. */
export function originalsOf(said: readonly SaidPost[]): readonly SaidPost[] {
  const groups = openGroups();
  const first = new Map<number, SaidPost>();
  for (const post of said.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const group = groups.add(post.text);
    if (!first.has(group)) first.set(group, post);
  }
  return [...first.values()];
}

/** Who said it, and in how many posts. */
export function authorsOf(said: readonly SaidPost[]): ReadonlyMap<string, number> {
  const authors = new Map<string, number>();
  for (const { network, profile } of said) {
    const key = `${network}:${profile}`;
    authors.set(key, (authors.get(key) ?? 0) + 1);
  }
  return authors;
}
