import type { Encoded, Field } from './fields.ts';
import { LEVELS } from './levels.ts';

/** How often each level of each field is seen, `[field][level]`, among known values: the m and u of Fellegi & Sunter. */
export type Shares = readonly Float64Array[];

/** What a level of a field says, in bits (log2 of m over u), for one file. */
export interface FieldWeights {
  /** By level; where there is a parent, by level of the parent and then level. */
  readonly bits: Float64Array;
  /** The field that this one depends on: what both say is said once. -1 where there is none. */
  readonly parent: number;
  readonly levels: number;
  /** Of each code: bits that agreeing on it says beyond agreeing at all (Winkler 1989). */
  readonly rarity: Float32Array;
  /** How much of the rarity counts, laid out as `bits`. */
  readonly rarityShare: Float64Array;
}

export interface Weights {
  readonly fields: readonly FieldWeights[];
  /** Log2 odds that two records taken at random are one person. */
  readonly prior: number;
}

/** Beyond this nothing is known so well from one file. */
const MOST_RARE = 9;
const MOST_COMMON = -6;

/** Bits beyond the average agreement for each code of a field, from how often each stands in it. */
export function rarityOf({ codes, pool }: Field, uSame: number): Float32Array {
  const counts = new Float32Array(pool.starts.length - 1);
  let known = 0;
  for (const code of codes) {
    if (code === 0) continue;
    known++;
    counts[code] = (counts[code] as number) + 1;
  }
  return counts.map((count) =>
    Math.max(MOST_COMMON, Math.min(MOST_RARE, Math.log2((uSame * Math.max(1, known)) / Math.max(1, count)))),
  );
}

/** Weights without dependence: each field speaks for itself. */
export function weightsOf({ fields }: Encoded, m: Shares, u: Shares, prior: number): Weights {
  return {
    prior,
    fields: fields.map((field, at): FieldWeights => {
      const [mine, others] = [m[at] as Float64Array, u[at] as Float64Array];
      const levels = LEVELS[field.kind];
      return {
        bits: mine.map((share, level) => (level === 0 ? 0 : Math.log2(share / (others[level] as number)))),
        parent: -1,
        levels: levels.length,
        rarity: rarityOf(field, others[1] as number),
        rarityShare: Float64Array.from(levels, ({ rarity }) => rarity),
      };
    }),
  };
}
