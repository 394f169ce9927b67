import { clusters } from '../../core/identity/duplicates/clusters.ts';
import type { Grouping, Scoring } from '../../core/identity/duplicates/clusters.ts';
import type { Edges } from '../../core/identity/duplicates/edges.ts';
import { scoringOf } from '../../core/identity/duplicates/linkage.ts';
import type { Found } from './find-duplicates.ts';

/** What a person said is beyond any evidence. */
const CERTAIN = 40;
/** How closely the learnt scale is kept: as if so many answers had confirmed it. */
const TRUST = 20;
const STEPS = 200;

/**
 * A simulated reviewer answers about the pairs that are least sure (Lewis & Gale 1994); the bits are rescaled by the
 * answers (Platt 1999, with the scale as it is for its prior), and the answers themselves stand.
 */
export function answered(
  { linkage, edges, groupOf }: Found,
  questions: number,
  isSame: (i: number, j: number) => boolean,
): Grouping & { readonly edges: Edges } {
  const { firsts, seconds, bits } = edges;
  const asked = [...bits.keys()]
    .toSorted((a, b) => Math.abs(bits[a] ?? 0) - Math.abs(bits[b] ?? 0))
    .slice(0, questions);
  const answers = new Map(asked.map((n) => [n, isSame(firsts[n] ?? 0, seconds[n] ?? 0)]));
  const scale = rescaled(asked.map((n) => ({ bits: bits[n] ?? 0, same: answers.get(n) === true })));
  const settled = {
    ...{ firsts, seconds },
    bits: bits.map((own, n) => {
      const answer = answers.get(n);
      return answer === undefined ? scale.slope * own + scale.shift : said(answer);
    }),
  };
  const known = new Map(asked.map((n) => [`${firsts[n]}:${seconds[n]}`, answers.get(n) === true]));
  return { edges: settled, ...clusters(groupOf.length, settled, taught(scoringOf(linkage), scale, known)) };
}

const said = (answer: boolean) => (answer ? CERTAIN : -CERTAIN);

/** The scoring on the scale of the answers; a pair that was answered says the answer. */
function taught(
  { fields, prior, each }: Scoring,
  { slope, shift }: Scale,
  known: Map<string, boolean>,
): Scoring {
  return {
    fields,
    prior: slope * prior + shift,
    each: (i, j, bits) => {
      each(i, j, bits);
      const answer = known.get(i < j ? `${i}:${j}` : `${j}:${i}`);
      for (let f = 0; f < fields; f++) bits[f] = answer === undefined ? slope * (bits[f] ?? 0) : 0;
      if (answer !== undefined) bits[0] = said(answer);
    },
  };
}

interface Scale {
  readonly slope: number;
  readonly shift: number;
}

function rescaled(answers: readonly { readonly bits: number; readonly same: boolean }[]): Scale {
  let [slope, shift] = [1, 0];
  const rate = 1 / (answers.length + TRUST);
  for (let step = 0; step < STEPS; step++) {
    let [bySlope, byShift] = [TRUST * (slope - 1), TRUST * 0.05 * shift];
    for (const { bits, same } of answers) {
      const error = 1 / (1 + 2 ** -(slope * bits + shift)) - Number(same);
      bySlope += error * bits;
      byShift += error;
    }
    slope -= 0.3 * rate * bySlope;
    shift -= 2 * rate * byShift;
  }
  return { slope: Math.max(0.2, slope), shift };
}
