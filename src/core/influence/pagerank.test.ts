import { expect, it } from 'vitest';
import { attentionGraph } from '../../../tests/support/attention.ts';
import { graphOf, graphologyPagerank } from '../../../tests/support/graphology.ts';
import { attentionOf, given } from './graph.ts';
import { pagerank } from './pagerank.ts';

it('ranks as graphology does, also where accounts give nothing', () => {
  const [accounts, edges] = [400, attentionGraph(400, 900, 3)];
  const theirs = graphologyPagerank(graphOf(accounts, edges), 1e-10);
  const ours = pagerank(accounts, edges, 1e-10);
  ours.forEach((rank, at) => expect(rank / (theirs[at] ?? 0)).toBeCloseTo(1, 5));
  expect(ours.reduce((sum, rank) => sum + rank)).toBeCloseTo(1, 6);
});

it('gives nobody anything for what they give themselves', () => {
  const edges = {
    from: Uint32Array.of(0, 1, 0),
    to: Uint32Array.of(0, 0, 2),
    weight: Float32Array.of(9, 2, 3),
  };
  const attention = attentionOf(3, edges);
  expect([...attention.givers]).toEqual([1, 0]);
  expect([...given(attention)]).toEqual([3, 2, 0]);
});
