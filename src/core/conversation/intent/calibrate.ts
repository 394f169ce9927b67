import { logistic } from '../sound/model.ts';

/** How sums become probabilities that keep what they promise. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
  of(sum: number): number;
}

const STEPS = 500;
const RATE = 0.5;

/** Platt scaling (1999): the logistic curve that fits what turned out true, by gradient descent. */
export function calibration(sums: readonly number[], truths: readonly boolean[]): Calibration {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < STEPS; step++) {
    let [bySlope, byOffset] = [0, 0];
    for (const [i, sum] of sums.entries()) {
      const error = logistic(slope * sum + offset) - (truths[i] ? 1 : 0);
      bySlope += error * sum;
      byOffset += error;
    }
    slope -= (RATE * bySlope) / sums.length;
    offset -= (RATE * byOffset) / sums.length;
  }
  return { slope, offset, of: (sum) => logistic(slope * sum + offset) };
}

/** The best F1 that a border between probabilities can reach. */
export function bestF1(probabilities: readonly number[], truths: readonly boolean[]): number {
  const sorted = probabilities
    .map((probability, i) => ({ probability, truth: truths[i] === true }))
    .toSorted((a, b) => b.probability - a.probability);
  const total = sorted.filter(({ truth }) => truth).length;
  let [best, right] = [0, 0];
  for (const [i, { truth }] of sorted.entries()) {
    if (truth) right++;
    best = Math.max(best, (2 * right) / (i + 1 + total));
  }
  return best;
}
