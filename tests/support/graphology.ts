import { DirectedGraph } from 'graphology';
import pagerank from 'graphology-metrics/centrality/pagerank.js';
import type { Edges } from '../../src/core/influence/graph.ts';

// The module is the function itself; its types speak of a default export.
const pagerankOf = pagerank as unknown as typeof pagerank.default;

/** Edges between the same two accounts become one that weighs more: graphology keeps no two. */
export function graphOf(accounts: number, { from, to }: Edges): DirectedGraph {
  const graph = new DirectedGraph();
  for (let at = 0; at < accounts; at++) graph.addNode(at);
  from.forEach((giver, at) =>
    graph.updateEdge(giver, to[at] ?? 0, ({ weight = 0 }) => ({ weight: Number(weight) + 1 })),
  );
  return graph;
}

/** @param tolerance of all ranks together, as ours; graphology's is for each. */
export function graphologyPagerank(
  graph: DirectedGraph,
  tolerance: number,
): Readonly<Record<string, number>> {
  return pagerankOf(graph, {
    tolerance: tolerance / graph.order,
    maxIterations: 500,
    getEdgeWeight: 'weight',
  });
}
