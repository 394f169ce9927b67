import type { Sample } from './samples.ts';
import type { Shares } from './weights.ts';

/** What one session learnt: m of the fields it could see, and how many of its pairs were matches. */
export interface Session {
  readonly m: Shares;
  readonly share: number;
  readonly matches: number;
}

const ROUNDS = 40;
const BASE = 12;
/** As if so many matches had been seen beforehand that agree as matches usually do. */
const PRIOR_PAIRS = 4;

/**
 * Expectation–maximisation for m and the share of matches among pairs that agree on something, u being known (Winkler
 * 1988, 2000; the sessions are Splink's). The field `blind` is what the pairs were chosen by: it teaches nothing here.
 */
export function learnSession(
  { levels, counts, pairs }: Sample,
  u: Shares,
  start: Shares,
  blind: number,
): Session {
  const fields = u.length;
  let m = start;
  let [share, matches] = [0.3, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const ratios = ratiosOf(m, u, blind);
    const found = new Float64Array(fields * BASE);
    matches = 0;
    for (let n = 0; n < counts.length; n++) {
      let odds = share / (1 - share);
      for (let f = 0; f < fields; f++)
        odds *= ratios[f * BASE + (levels[n * fields + f] as number)] as number;
      const mass = ((counts[n] as number) * odds) / (1 + odds);
      matches += mass;
      for (let f = 0; f < fields; f++) {
        const at = f * BASE + (levels[n * fields + f] as number);
        found[at] = (found[at] as number) + mass;
      }
    }
    m = start.map((own, f) => sharesOf(found.subarray(f * BASE, f * BASE + own.length), own, PRIOR_PAIRS));
    const next = Math.min(0.999, Math.max(1e-6, matches / Math.max(1, pairs)));
    const settled = Math.abs(next - share) < 1e-4;
    share = next;
    if (settled) break;
  }
  return { m, share, matches };
}

function ratiosOf(m: Shares, u: Shares, blind: number): Float64Array {
  const ratios = new Float64Array(m.length * BASE).fill(1);
  m.forEach((own, f) => {
    if (f === blind) return;
    for (let level = 1; level < own.length; level++) {
      ratios[f * BASE + level] = (own[level] as number) / (u[f]?.[level] ?? 1);
    }
  });
  return ratios;
}

/** Counts as shares of the known, with `weight` counts of what is expected; no level is impossible. */
export function sharesOf(counts: Float64Array, expected: Float64Array, weight: number): Float64Array {
  let known = 0;
  for (let level = 1; level < counts.length; level++) known += counts[level] as number;
  return Float64Array.from(counts, (count, level) =>
    level === 0 ? 0 : Math.max(1e-7, (count + weight * (expected[level] as number)) / (known + weight)),
  );
}
