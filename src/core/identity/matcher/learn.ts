import { FIELDS, LEVELS } from './comparisons.ts';
import { NAME_GROUPS, RARITY, nameGroup } from './model.ts';
import type { MatchModel, PairFacts } from './model.ts';

export interface Label {
  readonly pair: PairFacts;
  readonly same: boolean;
}

/** A pair as the few positions of a sparse vector that are not zero. */
interface Sparse {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/** Where each weight of a model lies in the vector that is learnt. */
function layout(networks: readonly string[]) {
  const level = new Map<string, number>();
  let size = 0;
  for (const field of FIELDS) {
    level.set(field, size);
    size += LEVELS[field].length;
  }
  const network = new Map(networks.map((name, i) => [name, size + i]));
  size += networks.length;
  const group = new Map(NAME_GROUPS.map((name, i) => [name, size + i * (RARITY.length + 1)]));
  size += NAME_GROUPS.length * (RARITY.length + 1);
  return { level, network, group, intercept: size, size: size + 1 };
}
type Layout = ReturnType<typeof layout>;

function sparse(pair: PairFacts, where: Layout): Sparse {
  const at = [where.intercept];
  const value = [1];
  const put = (position: number | undefined, x: number) => {
    if (position === undefined || x === 0) return;
    at.push(position);
    value.push(x);
  };
  for (const field of FIELDS) {
    const level = pair.comparison[field];
    if (level > 0) put((where.level.get(field) ?? 0) + level, 1);
  }
  put(where.network.get(pair.network), 1);
  const group = where.group.get(nameGroup(pair.comparison)) ?? 0;
  put(group, 1);
  pair.rarity.forEach((n, i) => put(group + 1 + i, Math.log2(1 + n)));
  return { at, value };
}

/**
 * Learns the weights of the linkage model from labelled pairs: the Fellegi–Sunter weights as a log-linear model (logistic
 * regression over agreement levels), so that dependent fields share their evidence instead of counting it twice.
 * AdaGrad (Duchi et al. 2011) in the order given: the same labels give the same model.
 */
export function learn(labels: readonly Label[], version: string, rounds = 40): MatchModel {
  const networks = [...new Set(labels.map(({ pair }) => pair.network))].toSorted();
  const where = layout(networks);
  const rows = labels.map(({ pair, same }) => ({ x: sparse(pair, where), same: same ? 1 : 0 }));
  const weights = new Float64Array(where.size);
  const seen = new Float64Array(where.size).fill(1e-3);
  for (let round = 0; round < rounds; round++) for (const row of rows) step(row, weights, seen);
  return asModel(weights, where, networks, version);
}

const RATE = 0.3;
const RIDGE = 1e-5;

function step({ x, same }: { x: Sparse; same: number }, weights: Float64Array, seen: Float64Array): void {
  let z = 0;
  x.at.forEach((at, i) => (z += (weights[at] ?? 0) * (x.value[i] ?? 0)));
  const error = 1 / (1 + Math.exp(-z)) - same;
  x.at.forEach((at, i) => {
    const gradient = error * (x.value[i] ?? 0) + RIDGE * (weights[at] ?? 0);
    seen[at] = (seen[at] ?? 0) + gradient * gradient;
    weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(seen[at]);
  });
}

function asModel(
  weights: Float64Array,
  where: Layout,
  networks: readonly string[],
  version: string,
): MatchModel {
  const bits = (position: number) => Number(((weights[position] ?? 0) / Math.LN2).toFixed(3));
  const run = (from: number, length: number) => Array.from({ length }, (_, i) => bits(from + i));
  return {
    version,
    intercept: bits(where.intercept),
    levels: Object.fromEntries(FIELDS.map((f) => [f, run(where.level.get(f) ?? 0, LEVELS[f].length)])),
    networks: Object.fromEntries(networks.map((name) => [name, bits(where.network.get(name) ?? 0)])),
    rarity: Object.fromEntries(NAME_GROUPS.map((g) => [g, run(where.group.get(g) ?? 0, RARITY.length + 1)])),
    calibration: [1, 0],
  };
}
