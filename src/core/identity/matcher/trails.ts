import { oddsOfChoices, posteriors } from './rivals.ts';
import type { Weighed } from './rivals.ts';

/** Profiles that name each other's addresses: whoever wrote the one vouches for the other. By profile number. */
export type Trails = ReadonlyMap<number, readonly number[]>;

/** @param links from a profile to the profiles it links to. @returns both directions, each once. */
export function trailsOf(links: Iterable<readonly [from: number, to: number]>): Trails {
  const trails = new Map<number, Set<number>>();
  for (const [from, to] of links) {
    if (from === to) continue;
    trails.set(from, (trails.get(from) ?? new Set()).add(to));
    trails.set(to, (trails.get(to) ?? new Set()).add(from));
  }
  return new Map([...trails].map(([profile, others]) => [profile, [...others].toSorted((a, b) => a - b)]));
}

/** Follow a trail only from a profile that is more likely the contact's than not. */
const LIKELY = 0.5;
/** Log-odds are bounded where a probability rounds to one. */
const SURE_BITS = 20;

/**
 * Profiles of one person stand or fall together: one that a likely profile links to weighs at least so much that it is
 * as likely, its own rivals counted. Two steps of a trail are followed.
 * @returns the pairs in the order given.
 */
export function followTrails(pairs: readonly Weighed[], trails: Trails): readonly Weighed[] {
  if (trails.size === 0) return pairs;
  const at = new Map<string, number>();
  pairs.forEach(({ contact, profile }, i) => {
    if (trails.has(profile)) at.set(`${contact}:${profile}`, i);
  });
  let followed = pairs;
  for (let step = 0; step < 2; step++) followed = followOnce(followed, trails, at);
  return followed;
}

function followOnce(
  pairs: readonly Weighed[],
  trails: Trails,
  at: ReadonlyMap<string, number>,
): readonly Weighed[] {
  const probability = posteriors(pairs);
  const choices = oddsOfChoices(pairs);
  const least = new Map<number, number>();
  pairs.forEach(({ contact, profile }, i) => {
    const p = probability[i] ?? 0;
    if (p < LIKELY) return;
    for (const other of trails.get(profile) ?? []) {
      const j = at.get(`${contact}:${other}`);
      const pair = j === undefined ? undefined : pairs[j];
      if (j === undefined || !pair) continue;
      const others = (choices[pair.choice] ?? 1) * (1 - (probability[j] ?? 0));
      const bits = Math.min(SURE_BITS, Math.log2(p / (1 - p))) + Math.log2(Math.max(1, others));
      if (bits > (least.get(j) ?? pair.bits)) least.set(j, bits);
    }
  });
  return least.size === 0 ? pairs : pairs.map((pair, i) => ({ ...pair, bits: least.get(i) ?? pair.bits }));
}
