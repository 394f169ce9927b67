/** One line of the benchmark: two figures of one run and what one is of the other. */
export interface Ratio {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  readonly ratio: number;
  readonly aim?: string;
  readonly notes?: Readonly<Record<string, number | string>>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/**
 * Keeps `together` pieces of work under way for `seconds`.
 * @returns how many ended per second, and each one's milliseconds.
 */
export async function load(
  work: () => Promise<void>,
  { together, seconds }: { together: number; seconds: number },
): Promise<{ perSecond: number; ms: readonly number[] }> {
  const ms: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const lane = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      await work();
      ms.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: together }, lane));
  return { perSecond: ms.length / ((performance.now() - start) / 1000), ms };
}

/** Rounds that alternate between candidates, so that a machine that slows down slows both. */
export async function inTurn<K extends string>(
  rounds: number,
  candidates: Readonly<Record<K, () => Promise<number>>>,
): Promise<Record<K, number>> {
  const seen = Object.fromEntries(Object.keys(candidates).map((k) => [k, [] as number[]])) as Record<
    K,
    number[]
  >;
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(candidates) as K[]) seen[name].push(await candidates[name]());
  }
  return Object.fromEntries(Object.entries<number[]>(seen).map(([k, v]) => [k, median(v)])) as Record<
    K,
    number
  >;
}
