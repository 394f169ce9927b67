import type { Blocking, Blocks } from './blocks.ts';
import type { FindCandidates } from './candidates.ts';
import type { Compare } from './comparisons.ts';
import { levelCounts, strangersAgreeing, withDependence } from './dependence.ts';
import type { Agreeing, Believed } from './dependence.ts';
import { agreed } from './agreed-sessions.ts';
import { learnSession, sharesOf } from './em.ts';
import type { Encoded } from './fields.ts';
import { LEVELS } from './levels.ts';
import { agreeingPairs, candidatePairs, pairsAmong, randomPairs } from './samples.ts';
import type { Draw, Sample } from './samples.ts';
import { looker, probabilityOf, weighing } from './score.ts';
import { weightsOf } from './weights.ts';
import type { Shares, Weights } from './weights.ts';

export interface Training {
  readonly encoded: Encoded;
  readonly comparisons: readonly Compare[];
  readonly blocking: Blocking;
  readonly find: FindCandidates;
  readonly draw: Draw;
  /** How many pairs are looked at in each sample. */
  readonly pairs: number;
}

/** What is learnt from, and what is believed so far. */
interface State {
  readonly encoded: Encoded;
  readonly random: Sample;
  readonly candidates: Sample;
  readonly sessions: readonly {
    readonly field: number;
    readonly sample: Sample;
  }[];
  readonly same: readonly number[];
  readonly usual: Shares;
}

const SESSIONS = 3;
const SETTLING = 6;

/**
 * Learns from the records alone what agreement proves in this file (Fellegi & Sunter 1969). u comes from random pairs;
 * m from several sessions of EM, each on pairs that agree on one field, since a single run over all candidates finds
 * the wrong classes. Then all are weighed, and u and the prior are freed of the matches among the random pairs.
 */
export function train(training: Training): Weights {
  const state = prepare(training);
  const { encoded, usual, same } = state;
  let u = firstU(state.random, usual);
  let m = usual;
  let weights = weightsOf(encoded, m, u, -Math.log2(encoded.rows));
  for (let round = 0; round < SESSIONS; round++) {
    m = pooled(state, m, u, weights, round === 0);
    weights = weightsOf(encoded, m, u, weights.prior);
    for (let n = 0; n < SETTLING; n++) {
      const believed = settled(state, weights);
      u = nextU(state, believed, usual, same);
      const plain = weightsOf(encoded, m, u, believed.prior);
      weights = withDependence(encoded, plain, m, u, believed);
    }
  }
  weights = { ...weights, prior: settled(state, weights).prior };
  return weights;
}

function prepare({ encoded, blocking, find, comparisons, draw, pairs }: Training): State {
  const { rows, fields } = encoded;
  const all = pairsAmong(rows);
  const look = looker(encoded, comparisons);
  const count = fields.length;
  const sessions = fields.flatMap((_, field) => {
    const blocks = blocking.single.find((one) => one.field === field);
    if (!blocks || agreeing(blocks) > 0.02 * pairsAmong(blocks.members.length)) return [];
    const sample = agreeingPairs(blocks, Math.min(pairs / 8, 20_000), draw, look, count);
    return sample.pairs < 50 ? [] : [{ field, sample }];
  });
  return {
    encoded,
    random: randomPairs(rows, Math.min(pairs, Math.ceil(all)), draw, look, count),
    candidates: candidatePairs(blocking, find, pairs, look, count),
    sessions,
    same: fields.map((_, f) => agreeing(blocking.single.find((one) => one.field === f))),
    usual: fields.map(({ kind }) => usualMatch(LEVELS[kind].length)),
  };
}

/** How many pairs of all agree on a field: counted, not sampled. */
function agreeing(blocks: Blocks | undefined): number {
  if (!blocks) return 0;
  let count = 0;
  for (let code = 1; code < blocks.size; code++) {
    count += pairsAmong((blocks.starts[code + 1] as number) - (blocks.starts[code] as number));
  }
  return count;
}

/** Matches mostly agree: where EM begins, and what stands in for what was not seen. */
function usualMatch(levels: number): Float64Array {
  return Float64Array.from({ length: levels }, (_, level) => {
    if (level === 0) return 0;
    if (level === 1) return 0.75;
    return level === levels - 1 ? 0.1 : levels > 3 ? 0.15 / (levels - 3) : 0.15;
  });
}

const even = (levels: number): Float64Array => new Float64Array(levels).fill(1 / (levels - 1));

/** u at first: random pairs, without those that agree on two fields, which may be matches. */
function firstU(random: Sample, usual: Shares): Shares {
  const fields = usual.length;
  const counts = levelCounts(random, usual, (n) => {
    let same = 0;
    for (let f = 0; f < fields; f++) if (random.levels[n * fields + f] === 1) same++;
    return same > 1 ? 0 : 1;
  });
  return counts.map((count) => sharesOf(count, even(count.length), 1));
}

/** m of all sessions together: each counts by its matches, none for more than a few thousand. */
function pooled({ sessions, usual }: State, m: Shares, u: Shares, weights: Weights, first: boolean): Shares {
  const learnt = sessions.map(({ field, sample }) => {
    const strangers = first ? u : strangersAgreeing({ field, ...believe(weights, sample) }, m, u);
    const leant = u.map((own, f) => !first && (strangers[f]?.[1] ?? 0) > 2 * (own[1] as number));
    const own = u.map((shares, f) => (leant[f] ? (strangers[f] as Float64Array) : shares));
    const told = usual.map((_, f) => f !== field && !leant[f]);
    return { ...learnSession(sample, own, usual, field), told };
  });
  const counts = usual.map((own) => new Float64Array(own.length));
  for (const { m: own, matches, told } of agreed(learnt)) {
    const weight = Math.min(matches, 3_000);
    own.forEach((shares, f) => {
      if (told[f]) shares.forEach((x, level) => add(counts[f] as Float64Array, level, x * weight));
    });
  }
  return counts.map((count, f) => sharesOf(count, usual[f] as Float64Array, 2));
}

const add = (counts: Float64Array, at: number, by: number): void => {
  counts[at] = (counts[at] as number) + by;
};

function believe(weights: Weights, sample: Sample): Believed {
  return { sample, matches: bitsOf(weights, sample).map((bits) => probabilityOf(bits + weights.prior)) };
}

function bitsOf(weights: Weights, sample: Sample): Float64Array {
  const weigh = weighing(weights);
  const fields = weights.fields.length;
  return sample.counts.map((_, n) => weigh(sample, n * fields));
}

interface Settled {
  readonly prior: number;
  readonly random: Believed;
  readonly candidates: Believed;
  readonly agreeing: readonly Agreeing[];
}

/** The prior at which the expected number of matches among all pairs is what it says (Saerens et al. 2002). */
function settled({ encoded, random, candidates, sessions }: State, weights: Weights): Settled {
  const bits = bitsOf(weights, candidates);
  const all = pairsAmong(encoded.rows);
  let prior = weights.prior;
  for (let round = 0; round < 15; round++) {
    const matches =
      candidates.scale *
      bits.reduce((sum, b, n) => sum + (candidates.counts[n] as number) * probabilityOf(b + prior), 0);
    const share = Math.min(0.5, Math.max(0.5, matches) / all);
    prior = Math.log2(share / (1 - share));
  }
  const at = { ...weights, prior };
  return {
    prior,
    candidates: { sample: candidates, matches: bits.map((b) => probabilityOf(b + prior)) },
    random: believe(at, random),
    agreeing: sessions.map(({ field, sample }) => ({ field, ...believe(at, sample) })),
  };
}

/** u from random pairs weighed by how likely they are two persons; of equal values, counted over all pairs. */
function nextU(
  { random }: State,
  { random: believed, candidates }: Settled,
  usual: Shares,
  same: readonly number[],
): Shares {
  const counts = levelCounts(random, usual, (n) => 1 - (believed.matches[n] as number));
  const matched = levelCounts(candidates.sample, usual, (n) => candidates.matches[n] as number);
  return counts.map((count, f) => {
    const agreeing = same[f] as number;
    const strangers = agreeing - (matched[f]?.[1] ?? 0) * candidates.sample.scale;
    count[1] = Math.max(agreeing * 0.01, strangers) / random.scale;
    return sharesOf(count, even(count.length), 0.5);
  });
}
