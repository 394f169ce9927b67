import { startsOf, take } from './graph.ts';
import type { Edges } from './graph.ts';

/** As in Page et al. (1999). */
const DAMPING = 0.85;
const MOST_ROUNDS = 200;

/**
 * PageRank (Page et al. 1999) of unweighted edges; what accounts that give nothing hold is spread over all. What is
 * read once an edge is a 32-bit number, and the accounts read most often lie together, so that a million accounts stay in
 * the processor's cache; ranks are summed with 64 bits.
 * @param tolerance rounds end when all ranks together moved by no more.
 * @returns the ranks, together 1.
 */
export function pagerank(accounts: number, edges: Edges, tolerance = 1e-8): Float64Array {
  const { out, place, account } = byDegree(accounts, edges.from);
  const { starts, givers } = rowsOf(accounts, edges, place);
  let ranks = new Float64Array(accounts).fill(1 / accounts);
  let next = new Float64Array(accounts);
  const share = new Float32Array(accounts);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const kept = keepShares(ranks, out, share);
    const moved = spread(starts, givers, share, {
      ranks,
      next,
      base: (1 - DAMPING + DAMPING * kept) / accounts,
    });
    [ranks, next] = [next, ranks];
    if (moved <= tolerance) break;
  }
  const placed = new Float64Array(accounts);
  for (let at = 0; at < accounts; at++) placed[account[at] ?? 0] = ranks[at] ?? 0;
  return placed;
}

/** Places accounts by how many edges leave them, most first (a counting sort). */
function byDegree(accounts: number, from: Uint32Array) {
  const degree = new Uint32Array(accounts);
  for (let at = 0; at < from.length; at++) take(degree, from[at] ?? 0);
  const most = degree.reduce((high, many) => Math.max(high, many), 0);
  const fewer = degree.map((many) => most - many);
  const next = startsOf(most + 1, fewer);
  const place = fewer.map((row) => take(next, row));
  const [account, out] = [new Uint32Array(accounts), new Uint32Array(accounts)];
  for (let at = 0; at < accounts; at++) {
    account[place[at] ?? 0] = at;
    out[place[at] ?? 0] = degree[at] ?? 0;
  }
  return { out, place, account };
}

/** For each place, the places that give to it. */
function rowsOf(accounts: number, { from, to }: Edges, place: Uint32Array) {
  const receivers = to.map((account) => place[account] ?? 0);
  const starts = startsOf(accounts, receivers);
  const next = starts.slice();
  const givers = new Uint32Array(to.length);
  for (let at = 0; at < to.length; at++) givers[take(next, receivers[at] ?? 0)] = place[from[at] ?? 0] ?? 0;
  return { starts, givers };
}

/** Divides each rank among the edges that leave; returns what those without any hold. */
function keepShares(ranks: Float64Array, out: Uint32Array, share: Float32Array): number {
  let kept = 0;
  for (let at = 0; at < ranks.length; at++) {
    const [rank, many] = [ranks[at] ?? 0, out[at] ?? 0];
    if (many === 0) kept += rank;
    else share[at] = rank / many;
  }
  return kept;
}

interface Round {
  readonly ranks: Float64Array;
  readonly next: Float64Array;
  readonly base: number;
}

/** One round; returns by how much all ranks together moved. */
function spread(
  starts: Uint32Array,
  givers: Uint32Array,
  share: Float32Array,
  { ranks, next, base }: Round,
): number {
  let moved = 0;
  let at = 0;
  for (let receiver = 0; receiver < next.length; receiver++) {
    const end = starts[receiver + 1] ?? 0;
    let sum = 0;
    for (; at < end; at++) sum += share[givers[at] ?? 0] ?? 0;
    const rank = base + DAMPING * sum;
    moved += Math.abs(rank - (ranks[receiver] ?? 0));
    next[receiver] = rank;
  }
  return moved;
}
