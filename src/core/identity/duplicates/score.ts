import type { Compare } from './comparisons.ts';
import type { Encoded } from './fields.ts';
import type { Weights } from './weights.ts';

/** Bits for two records being one person, before the prior, from their levels (`levels[from + field]`). */
export type Weigh = (levels: Uint8Array, from: number, i: number, j: number) => number;

export function weighing({ fields }: Encoded, weights: Weights): Weigh {
  const codes = fields.map((field) => field.codes);
  const count = fields.length;
  return (levels, from, i, j) => {
    let bits = 0;
    for (let f = 0; f < count; f++) {
      const level = levels[from + f] as number;
      if (level === 0) continue;
      const field = weights.fields[f] as Weights['fields'][number];
      const at = field.parent < 0 ? level : (levels[from + field.parent] as number) * field.levels + level;
      bits += field.bits[at] as number;
      const share = field.rarityShare[at] as number;
      if (share === 0) continue;
      const { rarity } = field;
      const own = codes[f] as Int32Array;
      // The commoner of two values: a rare slip of a common name is no rare agreement.
      bits += share * Math.min(rarity[own[i] as number] as number, rarity[own[j] as number] as number);
    }
    return bits;
  };
}

/** Writes the level of each field between two records to `levels[from …]`. */
export function writeLevels(
  comparisons: readonly Compare[],
  i: number,
  j: number,
  levels: Uint8Array,
  from: number,
): void {
  for (let f = 0; f < comparisons.length; f++) levels[from + f] = (comparisons[f] as Compare)(i, j);
}

/** Bits for two records, by their numbers. */
export function scorer(encoded: Encoded, comparisons: readonly Compare[], weights: Weights): Compare {
  const levels = new Uint8Array(comparisons.length);
  const weigh = weighing(encoded, weights);
  return (i, j) => {
    writeLevels(comparisons, i, j, levels, 0);
    return weigh(levels, 0, i, j);
  };
}

export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);
