import type { Compare } from './comparisons.ts';
import type { Encoded } from './fields.ts';
import { LEVELS } from './levels.ts';
import type { FieldWeights, Weights } from './weights.ts';

/** How pairs of records look, `[pair * fields + field]`: the level of each field, and how rare what they share is. */
export interface Looks {
  readonly levels: Uint8Array;
  readonly rareness: Uint8Array;
}

export const looksOf = (pairs: number, fields: number): Looks => ({
  levels: new Uint8Array(pairs * fields),
  rareness: new Uint8Array(pairs * fields),
});

/** Writes how two records look to `looks`, from `from` on. */
export type Look = (i: number, j: number, looks: Looks, from: number) => void;

export function looker({ fields }: Encoded, comparisons: readonly Compare[]): Look {
  const counting = fields.map(({ kind }) =>
    Uint8Array.from(LEVELS[kind], ({ rarity }) => Number(rarity > 0)),
  );
  const count = fields.length;
  return (i, j, { levels, rareness }, from) => {
    for (let f = 0; f < count; f++) {
      const level = (comparisons[f] as Compare)(i, j);
      levels[from + f] = level;
      rareness[from + f] = 0;
      if ((counting[f] as Uint8Array)[level] === 0) continue;
      const field = fields[f] as Encoded['fields'][number];
      const mine = field.rareness[field.codes[i] as number] as number;
      const other = field.rareness[field.codes[j] as number] as number;
      // The commoner of two values: a rare slip of a common name is no rare agreement.
      rareness[from + f] = mine < other ? mine : other;
    }
  };
}

/** Bits for two records being one person, before the prior, from how they look. */
export type Weigh = (looks: Looks, from: number) => number;

export function weighing(weights: Weights): Weigh {
  const each = weighingEach(weights);
  const bits = new Float64Array(weights.fields.length);
  return (looks, from) => each(looks, from, bits);
}

/** As `Weigh`, and writes what each field says to `bits`. */
export type WeighEach = (looks: Looks, from: number, bits: Float64Array) => number;

export function weighingEach({ fields }: Weights): WeighEach {
  const count = fields.length;
  return ({ levels, rareness }, from, bits) => {
    let sum = 0;
    for (let f = 0; f < count; f++) {
      bits[f] = 0;
      const level = levels[from + f] as number;
      if (level === 0) continue;
      const field = fields[f] as FieldWeights;
      const at = field.parent < 0 ? level : (levels[from + field.parent] as number) * field.levels + level;
      let said = field.bits[at] as number;
      const share = field.rarityShare[at] as number;
      if (share !== 0) said += share * (field.rarity[rareness[from + f] as number] as number);
      bits[f] = said;
      sum += said;
    }
    return sum;
  };
}

/** What a pair that cannot reach the bar is given. */
export const BELOW = -Infinity;

/**
 * Bits for two records, by their numbers, before the prior; `BELOW` as soon as the fields that were compared leave no
 * hope of more than `bar`. What tells most for its cost is compared first.
 */
export function scorer(
  encoded: Encoded,
  comparisons: readonly Compare[],
  weights: Weights,
  bar: number,
): Compare {
  const { fields } = encoded;
  const looks = looksOf(1, fields.length);
  const look = looker(encoded, comparisons);
  const weigh = weighing(weights);
  const bounds = weights.fields.map((field) => mostBits(field));
  const codes = fields.map((field) => field.codes);
  const equal = bounds.map((most) => most[1] as number);
  const unequal = bounds.map((most) => Math.max(0, ...most.subarray(2)));
  const order = fields.map((_, f) => f).toSorted((a, b) => (unequal[b] as number) - (unequal[a] as number));
  return (i, j) => {
    let hope = 0;
    for (const f of order) {
      const own = codes[f] as Int32Array;
      const [a, b] = [own[i] as number, own[j] as number];
      if (a !== 0 && b !== 0) hope += (a === b ? equal[f] : unequal[f]) as number;
    }
    for (const f of order) {
      if (hope <= bar) return BELOW;
      const own = codes[f] as Int32Array;
      const [a, b] = [own[i] as number, own[j] as number];
      if (a === 0 || b === 0 || a === b) continue;
      const level = (comparisons[f] as Compare)(i, j);
      looks.levels[f] = level;
      hope += ((bounds[f] as Float64Array)[level] as number) - (unequal[f] as number);
    }
    if (hope <= bar) return BELOW;
    look(i, j, looks, 0);
    return weigh(looks, 0);
  };
}

/** By level, the most that a field can say, whatever its parent says and however rare the value is. */
function mostBits({ bits, rarityShare, rarity, levels, parent }: FieldWeights): Float64Array {
  const rarest = Math.max(...rarity);
  const most = new Float64Array(levels).fill(parent < 0 ? 0 : -Infinity);
  bits.forEach((own, at) => {
    const level = at % levels;
    const said = level === 0 ? 0 : own + Math.max(0, (rarityShare[at] as number) * rarest);
    most[level] = parent < 0 ? said : Math.max(most[level] as number, said);
  });
  return most;
}

export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);
