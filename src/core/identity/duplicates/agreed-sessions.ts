import type { Session } from './em.ts';

/** A session with fewer matches among its pairs cannot tell them from chance. */
const LEAST_SHARE = 0.01;

/** A session, and of which fields it tells. */
export interface Told extends Session {
  readonly told: readonly boolean[];
}

/**
 * The sessions that found matches. One can find another class, such as colleagues, who share a company and a mail
 * domain and no name: it says of the other fields what no other session says.
 */
export function agreed(sessions: readonly Told[]): readonly Told[] {
  const found = sessions.filter(({ share }) => share >= LEAST_SHARE);
  const middle = (f: number) => {
    const said = found.filter(({ told }) => told[f]).map(({ m }) => m[f]?.[1] ?? 0);
    return said.toSorted((a, b) => a - b)[said.length >> 1] ?? 1;
  };
  const middles = found[0]?.told.map((_, f) => middle(f)) ?? [];
  return found.filter(({ m, told }) => {
    const fields = middles
      .keys()
      .filter((f) => told[f])
      .toArray();
    const likeness = fields.map((f) => Math.min(1, (m[f]?.[1] ?? 0) / (middles[f] as number)));
    return likeness.reduce((sum, one) => sum + one, 0) >= fields.length / 2;
  });
}
