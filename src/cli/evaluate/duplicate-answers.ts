import { clusters } from '../../core/identity/duplicates/clusters.ts';
import type { Duplicates } from '../../core/identity/duplicates/find-duplicates.ts';

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
  found: Duplicates,
  questions: number,
  isSame: (i: number, j: number) => boolean,
): Duplicates {
  const { firsts, seconds, bits } = found.pairs;
  const asked = [...bits.keys()]
    .toSorted((a, b) => Math.abs(bits[a] ?? 0) - Math.abs(bits[b] ?? 0))
    .slice(0, questions);
  const answers = new Map(asked.map((p) => [p, isSame(firsts[p] ?? 0, seconds[p] ?? 0)]));
  const { slope, shift } = rescaled(
    asked.map((p) => ({ bits: bits[p] ?? 0, same: answers.get(p) === true })),
  );
  const settled = bits.map((own, p) => {
    const answer = answers.get(p);
    return answer === undefined ? slope * own + shift : answer ? CERTAIN : -CERTAIN;
  });
  const known = new Map(asked.map((p) => [`${firsts[p]}:${seconds[p]}`, settled[p] ?? 0]));
  const pairs = { firsts, seconds, bits: settled };
  const score = (i: number, j: number) =>
    known.get(i < j ? `${i}:${j}` : `${j}:${i}`) ?? slope * found.score(i, j) + shift;
  return { ...found, pairs, score, groups: clusters(pairs, found.groups.length, score) };
}

function rescaled(answers: readonly { readonly bits: number; readonly same: boolean }[]) {
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
