import type { Encoded } from './fields.ts';
import { LEVELS } from './levels.ts';
import { rarityBits } from './rareness.ts';

/** How often each level of each field is seen, `[field][level]`, among known values: the m and u of Fellegi & Sunter. */
export type Shares = readonly Float64Array[];

/** What a level of a field says, in bits (log2 of m over u), for one file. */
export interface FieldWeights {
  /** By level; where there is a parent, by level of the parent and then level. */
  readonly bits: Float64Array;
  /** The field that this one depends on: what both say is said once. -1 where there is none. */
  readonly parent: number;
  readonly levels: number;
  /** By how rare the value is, as `rarityBits` gives it. */
  readonly rarity: Float64Array;
  /** How much of the rarity counts, laid out as `bits`. */
  readonly rarityShare: Float64Array;
}

export interface Weights {
  readonly fields: readonly FieldWeights[];
  /** Log2 odds that two records taken at random are one person. */
  readonly prior: number;
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
        rarity: rarityBits(others[1] as number),
        rarityShare: Float64Array.from(levels, ({ rarity }) => rarity),
      };
    }),
  };
}
