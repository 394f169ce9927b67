import type { Signal } from './signal.ts';

/** What goes wrong, then what they themselves told, then what many did together. */
const RANK = {
  ...{ crisis: 0, 'churn risk': 0, complaint: 0 },
  ...{ 'buying question': 1, 'job change': 1, press: 1, idea: 1, praise: 1 },
  spike: 2,
} as const satisfies Record<Signal['kind'], number>;

/** Whether something goes wrong; the other signals are chances. */
export const isTrouble = ({ kind }: Pick<Signal, 'kind'>): boolean => RANK[kind] === 0;

/**
 * In the order in which somebody with twenty seconds reads them: what is open first; of each kind the newest before a
 * second one of any, so that thirty alike hide nothing else; what goes wrong before what is a chance, a surge last; then
 * the newer.
 */
export function mostTellingFirst(signals: readonly Signal[]): readonly Signal[] {
  const met = new Map<string, number>();
  return signals
    .toSorted((a, b) => Date.parse(b.since) - Date.parse(a.since))
    .map((signal) => {
      const { kind, status } = signal;
      const before = met.get(`${status} ${kind}`) ?? 0;
      met.set(`${status} ${kind}`, before + 1);
      return { signal, rank: [status === 'open' ? 0 : 1, before, RANK[kind]] };
    })
    .toSorted((a, b) => firstDifference(a.rank, b.rank))
    .map(({ signal }) => signal);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, n) => value !== b[n]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
