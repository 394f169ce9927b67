import { z } from 'zod';
import { FIELDS } from './comparisons.ts';
import type { Comparison, Field } from './comparisons.ts';

/** How much of the name agrees decides which rarity counts: a rare whole name proves more than a rare given name. */
export const NAME_GROUPS = ['whole', 'initial', 'given only', 'none'] as const;

/** Counts that make an agreement strong or weak, in this order. */
export const RARITY = [
  'profiles of that network that carry this name',
  'profiles that carry this family name',
  'contacts of this name',
  'profiles that carry this given name',
] as const;

/** Bits for a profile that the CRM names: somebody at the customer typed it in, but handles are given up and taken by others. */
export const CRM_NAMES = 9;

const Bits = z.array(z.number());

/**
 * The weights of the linkage model in bits: one per field and level, a prior per network, and per name group a
 * constant and one slope per rarity count (bits per doubling).
 */
export const MatchModel = z.object({
  version: z.string(),
  intercept: z.number(),
  levels: z.record(z.string(), Bits),
  networks: z.record(z.string(), z.number()),
  /** Per network and field, by how much its levels weigh otherwise there: the same words prove more on one than on another. */
  tables: z.record(z.string(), z.record(z.string(), Bits)).default({}),
  rarity: z.record(z.string(), Bits.length(RARITY.length + 1)),
  /** Per network: of the contacts with a candidate there, the share whose own profile is among them. */
  rates: z.record(z.string(), z.number()),
});
export type MatchModel = z.output<typeof MatchModel>;

/** What one pair is judged by. `rarity` in the order of `RARITY`. */
export interface PairFacts {
  readonly network: string;
  readonly comparison: Comparison;
  readonly rarity: readonly number[];
}

export function nameGroup(comparison: Comparison): (typeof NAME_GROUPS)[number] {
  if (comparison.name >= 1 && comparison.name <= 5) return 'whole';
  if (comparison.name === 6) return 'initial';
  return comparison.name === 7 ? 'given only' : 'none';
}

/** The whole weight of a pair in bits, and nothing else: the hot path. */
export function weigh(model: MatchModel, pair: PairFacts): number {
  let bits = startBits(model, pair.network) + rarityBits(model, pair);
  for (const field of FIELDS) bits += levelBits(model, pair.network, field, pair.comparison[field]);
  return bits;
}

/** What a level of a field weighs on a network. */
export function levelBits(model: MatchModel, network: string, field: Field, level: number): number {
  return (model.levels[field]?.[level] ?? 0) + (model.tables[network]?.[field]?.[level] ?? 0);
}

/** Where the weighing of a pair begins, before its fields are looked at. */
export function startBits(model: MatchModel, network: string): number {
  return model.intercept + (model.networks[network] ?? 0);
}

/** What the agreement of the names weighs more or less because they are rare or common. */
export function rarityBits(model: MatchModel, pair: PairFacts): number {
  const [constant = 0, ...slopes] = model.rarity[nameGroup(pair.comparison)] ?? [];
  return slopes.reduce((bits, slope, i) => bits + slope * Math.log2(1 + (pair.rarity[i] ?? 0)), constant);
}
