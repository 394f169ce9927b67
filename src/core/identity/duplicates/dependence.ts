import { sharesOf } from './em.ts';
import type { Encoded } from './fields.ts';
import { LEVELS } from './levels.ts';
import type { Sample } from './samples.ts';
import type { FieldWeights, Shares, Weights } from './weights.ts';

/** A sample with what is believed of its looks: the probability that pairs that look so are one person. */
export interface Believed {
  readonly sample: Sample;
  readonly matches: Float64Array;
}

/** Pairs that agree on one field, and on nothing else by design. */
export interface Agreeing extends Believed {
  readonly field: number;
}

export interface Evidence {
  readonly random: Believed;
  readonly candidates: Believed;
  readonly agreeing: readonly Agreeing[];
}

/** What strangers who agree on one field say of another must differ by so many bits from what any strangers say. */
const DEPENDS = 0.1;
/** A table of what depends on what is believed as far as so many pairs fill it; the rest is independence. */
const PRIOR_PAIRS = 40;
/** Of the pairs that agree on a field, the share that must be strangers for them to show what strangers share. */
const LEAST_STRANGERS = 0.3;

/**
 * How two strangers who agree on `agreeing.field` compare in all other fields. Matches that are not believed yet hide
 * among them and agree on everything, while real dependence touches some fields only: what the middle field shows
 * beyond chance is taken for hidden matches, and taken out. Where few are strangers, nothing is said: independence.
 */
export function strangersAgreeing({ sample, matches, field }: Agreeing, m: Shares, u: Shares): Shares {
  const matched = matches.reduce((sum, p, n) => sum + p * (sample.counts[n] as number), 0);
  if (sample.pairs - matched < LEAST_STRANGERS * sample.pairs) return u;
  const counts = levelCounts(sample, u, (n) => 1 - (matches[n] as number));
  const seen = u.map((own, f) => (f === field ? own : sharesOf(counts[f] as Float64Array, own, PRIOR_PAIRS)));
  const beyond = seen.flatMap((own, f) =>
    f === field ? [] : Math.max(0, ((own[1] as number) - (u[f]?.[1] ?? 0)) / (m[f]?.[1] ?? 1)),
  );
  const hidden = Math.min(0.9, beyond.toSorted((x, y) => x - y)[beyond.length >> 1] ?? 0);
  return seen.map((own, f) => {
    if (f === field) return own;
    const left = own.map((x, level) => (level === 0 ? 0 : Math.max(0, x - hidden * (m[f]?.[level] ?? 0))));
    return sharesOf(left, u[f] as Float64Array, 0.02);
  });
}

/** How often each level of each field is seen; pairs that look so count by `weight`. */
export function levelCounts(sample: Sample, like: Shares, weight: (look: number) => number): Float64Array[] {
  const fields = like.length;
  const counts = like.map((own) => new Float64Array(own.length));
  for (let n = 0; n < sample.counts.length; n++) {
    const mass = weight(n) * (sample.counts[n] as number);
    for (let f = 0; f < fields; f++) {
      const count = counts[f] as Float64Array;
      const level = sample.levels[n * fields + f] as number;
      count[level] = (count[level] as number) + mass;
    }
  }
  return counts;
}

/**
 * Lets each field depend on at most one other (a tree, Chow & Liu 1968; as in
 * tree-augmented naive Bayes, Friedman et al. 1997): who agrees on the postcode agrees on the city for nothing, and namesakes have e-mail addresses that look alike.
 */
export function withDependence(
  encoded: Encoded,
  plain: Weights,
  m: Shares,
  u: Shares,
  evidence: Evidence,
): Weights {
  const agreeing = new Map(evidence.agreeing.map((one) => [one.field, strangersAgreeing(one, m, u)]));
  const parents = parentsOf(agreeing, u);
  const fields = plain.fields.map((field, f): FieldWeights => {
    const parent = parents[f] as number;
    if (parent < 0) return field;
    const levels = LEVELS[(encoded.fields[parent] as Encoded['fields'][number]).kind].length;
    const own = { f, parent, levels };
    const strangers = tableOf(evidence.random, own, u, true);
    strangers[1] = agreeing.get(parent)?.[f] ?? (u[f] as Float64Array);
    return dependent(field, parent, tableOf(evidence.candidates, own, m, false), strangers, u[f]?.[1] ?? 1);
  });
  return { ...plain, fields };
}

/** Of each field the one it depends on, -1 for none: the strongest dependences that make no circle. */
function parentsOf(agreeing: ReadonlyMap<number, Shares>, u: Shares): Int32Array {
  const parents = new Int32Array(u.length).fill(-1);
  const isAbove = (one: number, other: number): boolean =>
    one === other || (other >= 0 && isAbove(one, parents[other] as number));
  const found = agreeing
    .entries()
    .flatMap(([parent, seen]) =>
      seen.flatMap((own, f) => {
        const bits = divergence(own, u[f] as Float64Array);
        return f === parent || bits < DEPENDS ? [] : [{ parent, f, bits }];
      }),
    )
    .toArray();
  for (const { parent, f } of found.toSorted((a, b) => b.bits - a.bits || a.f - b.f)) {
    if ((parents[f] as number) < 0 && !isAbove(f, parent)) parents[f] = parent;
  }
  return parents;
}

/** Bits by which one spread of levels differs from another (Kullback & Leibler 1951). */
function divergence(seen: Float64Array, expected: Float64Array): number {
  return seen.reduce(
    (sum, p, level) => (p > 0 ? sum + p * Math.log2(p / (expected[level] as number)) : sum),
    0,
  );
}

/** Shares of the levels of a field by the level of its parent, among strangers or among matches. */
function tableOf(
  { sample, matches }: Believed,
  { f, parent, levels }: { f: number; parent: number; levels: number },
  shares: Shares,
  strangers: boolean,
): Float64Array[] {
  const own = shares[f] as Float64Array;
  const counts = Array.from({ length: levels }, () => new Float64Array(own.length));
  for (let n = 0; n < sample.counts.length; n++) {
    const row = counts[sample.levels[n * shares.length + parent] as number] as Float64Array;
    const level = sample.levels[n * shares.length + f] as number;
    const p = matches[n] as number;
    row[level] = (row[level] as number) + (sample.counts[n] as number) * (strangers ? 1 - p : p);
  }
  return counts.map((count, level) => (level === 0 ? own : sharesOf(count, own, PRIOR_PAIRS)));
}

function dependent(
  field: FieldWeights,
  parent: number,
  m: readonly Float64Array[],
  u: readonly Float64Array[],
  uSame: number,
): FieldWeights {
  const { levels } = field;
  const bits = new Float64Array(m.length * levels);
  const rarityShare = new Float64Array(m.length * levels);
  for (let above = 0; above < m.length; above++) {
    // Where strangers agree on both anyway, how rare the value is says nothing more.
    const left = Math.min(1, Math.log(u[above]?.[1] ?? 1) / Math.log(uSame));
    for (let level = 1; level < levels; level++) {
      bits[above * levels + level] = Math.log2((m[above]?.[level] ?? 1) / (u[above]?.[level] ?? 1));
      rarityShare[above * levels + level] = (field.rarityShare[level] as number) * left;
    }
  }
  return { ...field, parent, bits, rarityShare };
}
