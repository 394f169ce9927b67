import type { Edges } from '../../src/core/influence/graph.ts';
import { randomFrom } from './duplicates/draw.ts';

/**
 * Who mentions whom, with the heavy tails that networks have: few receive most of it (about a Zipf law), and whoever
 * talks much talks to many.
 */
export function attentionGraph(accounts: number, edges: number, seed: number): Required<Edges> {
  const draw = randomFrom(seed);
  const [from, to] = [new Uint32Array(edges), new Uint32Array(edges)];
  const weight = new Float32Array(edges);
  // A step that has no factor in common with the number of accounts meets each once: the famous are not the talkative.
  const scattered = (rank: number) => (rank * 7_919 + 13) % accounts;
  for (let at = 0; at < edges; at++) {
    from[at] = Math.floor(accounts * draw() ** 1.7);
    to[at] = scattered(Math.floor(accounts * draw() ** 4));
    weight[at] = 1 + Math.floor(-Math.log(1 - draw()) * 0.7);
  }
  return { from, to, weight };
}
