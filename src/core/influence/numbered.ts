import type { Edges } from './graph.ts';

/** Accounts numbered from 0 in the order they come, and edges between them as columns that grow as they fill. */
export interface Numbered<Id> {
  /** @returns the account's number; the one it has where it came before. */
  account(id: Id): number;
  /** An edge of which either end never came is left out. */
  edge(from: Id, to: Id, weight: number): void;
  readonly ids: readonly Id[];
  edges(): Required<Edges>;
}

export function numbered<Id>(): Numbered<Id> {
  const [numbers, ids] = [new Map<Id, number>(), [] as Id[]];
  let [from, to, weights, filled] = [new Uint32Array(1024), new Uint32Array(1024), new Float32Array(1024), 0];
  const grow = () => {
    from = twice(from, new Uint32Array(2 * filled));
    to = twice(to, new Uint32Array(2 * filled));
    weights = twice(weights, new Float32Array(2 * filled));
  };
  return {
    ids,
    account: (id) => {
      const known = numbers.get(id);
      if (known !== undefined) return known;
      numbers.set(id, ids.length);
      return ids.push(id) - 1;
    },
    edge: (giver, receiver, weight) => {
      const [a, b] = [numbers.get(giver), numbers.get(receiver)];
      if (a === undefined || b === undefined) return;
      if (filled === from.length) grow();
      [from[filled], to[filled], weights[filled]] = [a, b, weight];
      filled++;
    },
    edges: () => ({
      from: from.subarray(0, filled),
      to: to.subarray(0, filled),
      weight: weights.subarray(0, filled),
    }),
  };
}

function twice<T extends Uint32Array | Float32Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
