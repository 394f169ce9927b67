import { FIELDS, LEVELS, SIGNS } from './comparisons.ts';
import { NAME_GROUPS, RARITY, nameGroup } from './model.ts';
import type { MatchModel, PairFacts } from './model.ts';

/** A pair as the few positions of a weight vector that are not zero. */
export interface Sparse {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/** Where each weight of a model lies in the vector that is learnt; natural logarithms there, bits in the model. */
export interface Layout {
  readonly networks: readonly string[];
  readonly level: ReadonlyMap<string, number>;
  readonly network: ReadonlyMap<string, number>;
  /** Per network, where its own deviations from the shared levels begin; they lie in the order of those. */
  readonly table: ReadonlyMap<string, number>;
  readonly group: ReadonlyMap<string, number>;
  readonly intercept: number;
  readonly size: number;
}

export function layoutOf(networks: readonly string[]): Layout {
  const level = new Map<string, number>();
  let size = 0;
  for (const field of FIELDS) {
    level.set(field, size);
    size += LEVELS[field].length;
  }
  const levels = size;
  const network = new Map(networks.map((name, i) => [name, size + i]));
  size += networks.length;
  const group = new Map(NAME_GROUPS.map((name, i) => [name, size + i * (RARITY.length + 1)]));
  size += NAME_GROUPS.length * (RARITY.length + 1);
  const intercept = size++;
  const table = new Map(networks.map((name, i) => [name, size + i * levels]));
  return { networks, level, network, table, group, intercept, size: size + networks.length * levels };
}

export function sparse(pair: PairFacts, layout: Layout): Sparse {
  const at = [layout.intercept];
  const value = [1];
  const put = (position: number | undefined, x: number) => {
    if (position === undefined || x === 0) return;
    at.push(position);
    value.push(x);
  };
  for (const field of FIELDS) {
    const level = pair.comparison[field];
    if (level === 0) continue;
    const position = (layout.level.get(field) ?? 0) + level;
    put(position, 1);
    const table = layout.table.get(pair.network);
    put(table === undefined ? undefined : table + position, 1);
  }
  put(layout.network.get(pair.network), 1);
  const group = layout.group.get(nameGroup(pair.comparison)) ?? 0;
  put(group, 1);
  pair.rarity.forEach((n, i) => put(group + 1 + i, Math.log2(1 + n)));
  return { at, value };
}

/** Positions of weights that may not be below zero (1) or above it (-1). */
export type Signs = ReadonlyMap<number, 1 | -1>;

export function signsOf({ level }: Layout): Signs {
  const signs = new Map<number, 1 | -1>();
  for (const field of FIELDS) {
    for (const one of SIGNS[field]?.for ?? []) signs.set((level.get(field) ?? 0) + one, 1);
    for (const one of SIGNS[field]?.against ?? []) signs.set((level.get(field) ?? 0) + one, -1);
  }
  return signs;
}

/** Projects the weights onto what their signs allow, also together with a network's deviation from them. */
export function keepSigns(weights: Float64Array, signs: Signs, { table }: Layout): void {
  for (const [at, sign] of signs) {
    const shared = Math.max(0, (weights[at] ?? 0) * sign) * sign;
    weights[at] = shared;
    for (const from of table.values()) {
      const own = weights[from + at] ?? 0;
      if ((shared + own) * sign < 0) weights[from + at] = -shared;
    }
  }
}

/** The score of a pair: natural log-odds against "none of these". */
export function product({ at, value }: Sparse, weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < at.length; k++) sum += (weights[at[k] ?? 0] ?? 0) * (value[k] ?? 0);
  return sum;
}

/** The weights as a model knows them; how many are on each network is learnt apart from them. */
export function asModel(weights: Float64Array, layout: Layout, version: string): Omit<MatchModel, 'rates'> {
  const bits = (position: number) => Number(((weights[position] ?? 0) / Math.LN2).toFixed(3));
  const run = (from: number, length: number) => Array.from({ length }, (_, i) => bits(from + i));
  const fields = (from: number) =>
    Object.fromEntries(FIELDS.map((f) => [f, run(from + (layout.level.get(f) ?? 0), LEVELS[f].length)]));
  return {
    version,
    intercept: bits(layout.intercept),
    levels: fields(0),
    networks: Object.fromEntries(layout.networks.map((n) => [n, bits(layout.network.get(n) ?? 0)])),
    tables: Object.fromEntries([...layout.table].map(([name, from]) => [name, fields(from)])),
    rarity: Object.fromEntries(NAME_GROUPS.map((g) => [g, run(layout.group.get(g) ?? 0, RARITY.length + 1)])),
  };
}

/** The vector of a model, the inverse of `asModel`; a network the model does not know weighs nothing. */
export function asWeights(model: MatchModel, layout: Layout): Float64Array {
  const weights = new Float64Array(layout.size);
  const put = (from: number, bits: readonly number[]) =>
    bits.forEach((b, i) => (weights[from + i] = b * Math.LN2));
  put(layout.intercept, [model.intercept]);
  for (const field of FIELDS) {
    const at = layout.level.get(field) ?? 0;
    put(at, model.levels[field] ?? []);
    for (const [network, from] of layout.table) put(from + at, model.tables[network]?.[field] ?? []);
  }
  for (const [name, at] of layout.network) put(at, [model.networks[name] ?? 0]);
  for (const [name, at] of layout.group) put(at, model.rarity[name] ?? []);
  return weights;
}
