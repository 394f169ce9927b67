/** Who gives attention to whom: row by row the accounts that give it to one, in typed arrays (compressed sparse rows). */
export interface Attention {
  readonly accounts: number;
  /** Where each receiver's givers begin; one longer than there are accounts. */
  readonly starts: Uint32Array;
  readonly givers: Uint32Array;
  /** How much each of them gives, in the order of `givers`. */
  readonly weights: Float32Array;
}

/** Edges of a graph as columns: `from[i]` gives `weight[i]` of attention to `to[i]`, accounts numbered from 0. */
export interface Edges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** All ones where it is left out. */
  readonly weight?: Float32Array;
}

/** Turns edges into rows by counting, in O(accounts + edges). What an account gives itself is left out. */
export function attentionOf(accounts: number, edges: Edges): Attention {
  const { from, to, weight } = toOthers(edges);
  const starts = startsOf(accounts, to);
  const next = starts.slice();
  const [givers, weights] = [new Uint32Array(to.length), new Float32Array(to.length)];
  for (let at = 0; at < to.length; at++) {
    const place = take(next, to[at] ?? 0);
    givers[place] = from[at] ?? 0;
    weights[place] = weight[at] ?? 0;
  }
  return { accounts, starts, givers, weights };
}

function toOthers({ from, to, weight }: Edges): Required<Edges> {
  const other = (_: number, at: number) => from[at] !== to[at];
  return {
    from: from.filter(other),
    to: to.filter(other),
    weight: weight ? weight.filter(other) : new Float32Array(to.filter(other).length).fill(1),
  };
}

/** Where each row begins when what belongs to rows is put in their order; one longer than there are rows. */
export function startsOf(rows: number, row: Uint32Array): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(rows + 1);
  for (let at = 0; at < row.length; at++) take(starts, (row[at] ?? 0) + 1);
  for (let at = 0; at < rows; at++) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  return starts;
}

/** The next free place of a row. */
export function take(next: Uint32Array, row: number): number {
  const place = next[row] ?? 0;
  next[row] = place + 1;
  return place;
}

/** What each account gives in all. */
export function given({ accounts, givers, weights }: Attention): Float64Array {
  const sums = new Float64Array(accounts);
  for (let at = 0; at < givers.length; at++) {
    const giver = givers[at] ?? 0;
    sums[giver] = (sums[giver] ?? 0) + (weights[at] ?? 0);
  }
  return sums;
}
