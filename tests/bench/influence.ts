import { pagerank } from '../../src/core/influence/pagerank.ts';
import { attentionGraph } from '../support/attention.ts';
import { graphOf, graphologyPagerank } from '../support/graphology.ts';
import { median, round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

const TOLERANCE = 1e-8;
/** graphology needs minutes and 4 GB (`node --max-old-space-size=8192`) for the large graph: with `--whole` only. */
const BOTH = process.argv.includes('--whole')
  ? ({ accounts: 1_000_000, edges: 9_600_000 } as const)
  : ({ accounts: 50_000, edges: 480_000 } as const);

/** PageRank against graphology's, each from edges in its own form, and ours alone over 9.6 million edges. */
export function benchInfluence(): Promise<readonly Ratio[]> {
  const edges = attentionGraph(BOTH.accounts, BOTH.edges, 7);
  const large = attentionGraph(1_000_000, 9_600_000, 7);
  const ours = thrice(() => pagerank(BOTH.accounts, edges, TOLERANCE));
  const alone = thrice(() => pagerank(1_000_000, large, TOLERANCE));
  const graph = graphOf(BOTH.accounts, edges);
  const theirs = seconds(() => graphologyPagerank(graph, TOLERANCE));
  return Promise.resolve([
    {
      name: `PageRank of ${BOTH.edges.toLocaleString('en')} edges to 1e-8, graphology / ours with its build`,
      ...{
        ours: round(ours, 3),
        theirs: round(theirs, 3),
        unit: 's',
        ratio: round(theirs / ours),
        aim: '≥ 10',
      },
      notes: { 'ours, 9.6 million edges, s': round(alone), 'aim, s': '≤ 1.6' },
    },
  ]);
}

const thrice = (work: () => unknown) => median([1, 2, 3].map(() => seconds(work)));

function seconds(work: () => unknown): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}
