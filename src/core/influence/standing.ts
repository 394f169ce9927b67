/** What others gave an account: nothing that it did itself, so that talking much lifts nobody. */
export const RECEIVED = ['followers', 'listed', 'shares', 'mentions'] as const;
export type Received = Readonly<Record<(typeof RECEIVED)[number], number>>;

/**
 * How each account stands among the others, 0 to 1: the mean over what it received, so that one bought count moves it by
 * a quarter at the most. Nothing is learnt from labels.
 * @param accounts the accounts compared; one that occurs twice counts once.
 */
export function standings(accounts: readonly Received[]): Float64Array {
  const different = [
    ...new Map(accounts.map((one) => [RECEIVED.map((count) => one[count]).join(), one])).values(),
  ];
  const standing = new Float64Array(accounts.length);
  for (const count of RECEIVED) {
    const place = placing(different.map((one) => one[count]));
    accounts.forEach((one, at) => (standing[at] = (standing[at] ?? 0) + place(one[count]) / RECEIVED.length));
  }
  return standing;
}

/**
 * Places a count among others, 0 to 1: the mean of two answers that err differently. Its mid-rank, which a few giants
 * cannot move, and its place on the log-logistic curve of the others' median and quartiles, which does not jump where few
 * are known and tells giants apart.
 */
export function placing(counts: readonly number[]): (count: number) => number {
  const sorted = Float64Array.from(counts).toSorted();
  const logs = sorted.map(Math.log1p);
  const at = (share: number) => logs[Math.round(share * (logs.length - 1))] ?? 0;
  // Half of a logistic curve lies within 1.0986 of its middle, in its own width.
  const width = Math.max((at(0.75) - at(0.25)) / (2 * Math.log(3)), 0.1);
  return (count) => {
    const curve = 1 / (1 + Math.exp((at(0.5) - Math.log1p(count)) / width));
    return (midRank(sorted, count) + curve) / 2;
  };
}

/** The share of values below one, equals counted half. 0.5 where there are none. */
export function midRank(ascending: ArrayLike<number>, value: number): number {
  if (ascending.length === 0) return 0.5;
  return (
    (firstWhere(ascending, (one) => one >= value) + firstWhere(ascending, (one) => one > value)) /
    (2 * ascending.length)
  );
}

function firstWhere(ascending: ArrayLike<number>, holds: (value: number) => boolean): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(ascending[middle] ?? 0)) to = middle;
    else from = middle + 1;
  }
  return from;
}
