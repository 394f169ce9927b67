import { weighing } from '../../src/core/influence/weighing.ts';
import type { Weigh } from '../../src/ports/attention.ts';

/** What a thread does in Kith, which here would have to start for every network on every day. */
export const weighHere: Weigh = (at, work) => {
  const { accounts, edges, worked, compare, scores } = weighing(at);
  return work({
    accounts: async (...given) => accounts(...given),
    edges: async (...given) => edges(...given),
    worked: async (...given) => worked(...given),
    compare: async (...given) => compare(...given),
    scores: async (...given) => scores(...given),
  });
};
