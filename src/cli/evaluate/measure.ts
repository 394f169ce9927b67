/** A judged pair: how sure the engine was, and whether it was right. */
export interface Judged {
  readonly probability: number;
  readonly same: boolean;
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and F1 of those at or above a probability; `total` counts all true pairs, found or not. */
export function scoreAt(judged: readonly Judged[], total: number, least: number): Score {
  const said = judged.filter((one) => one.probability >= least);
  return scoreOf(said.filter((one) => one.same).length, said.length, total);
}

/** `right` of the `said` ones are true, of `total` that are. */
export function scoreOf(right: number, said: number, total: number): Score {
  const precision = said === 0 ? 1 : right / said;
  const recall = total === 0 ? 1 : right / total;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision: digits(precision), recall: digits(recall), f1: digits(f1) };
}

/** The best F1 over all thresholds, and the largest recall at each precision asked for. */
export function sweep(
  judged: readonly Judged[],
  total: number,
  precisions: readonly number[],
): { readonly best: Score; readonly recallAt: Readonly<Record<string, number>> } {
  const recallAt: Record<string, number> = Object.fromEntries(precisions.map((p) => [String(p), 0]));
  let best = scoreOf(0, 0, total);
  let right = 0;
  const sorted = judged.toSorted((a, b) => b.probability - a.probability);
  sorted.forEach((one, i) => {
    if (one.same) right++;
    // Pairs of one probability cannot be told apart: a threshold lies only after the last of them.
    if (sorted[i + 1]?.probability === one.probability) return;
    const here = scoreOf(right, i + 1, total);
    if (here.f1 > best.f1) best = here;
    for (const p of precisions) if (right / (i + 1) >= p) recallAt[String(p)] = digits(right / total);
  });
  return { best, recallAt };
}

/** Expected calibration error over ten bins of equal width (Naeini et al. 2015), of the pairs that mean anything. */
export function calibrationError(judged: readonly Judged[], least = 0.01): number {
  const counted = judged.filter((one) => one.probability >= least);
  const bins = Array.from({ length: 10 }, () => ({ said: 0, right: 0 }));
  for (const one of counted) {
    const bin = bins[Math.min(9, Math.floor(one.probability * 10))];
    if (!bin) continue;
    bin.said += one.probability;
    bin.right += one.same ? 1 : 0;
  }
  const gap = bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.right), 0);
  return counted.length === 0 ? 0 : digits(gap / counted.length);
}

export function digits(value: number): number {
  return Number(value.toFixed(4));
}

export function timed<T>(work: () => T): { readonly result: T; readonly seconds: number } {
  const start = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - start) / 1000 };
}
