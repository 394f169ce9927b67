import { beforeAll, describe, expect, it } from 'vitest';
import { attentionGraph } from '../../../tests/support/attention.ts';
import { randomFrom } from '../../../tests/support/duplicates/draw.ts';
import { attentionReceived } from './attention.ts';
import { credibility } from './credibility.ts';
import { attentionOf } from './graph.ts';
import type { Edges } from './graph.ts';
import { midRank } from './standing.ts';

const [ACCOUNTS, EDGES, FAKES] = [20_000, 60_000, 1_000];

describe('attention among 20,000 accounts, one in five of those who speak a contact', () => {
  const draw = randomFrom(11);
  const edges = attentionGraph(ACCOUNTS, EDGES, 4);
  const contacts = [...new Set(edges.from)].filter(() => draw() < 0.2);
  let whole: ReturnType<typeof attentionReceived>;
  beforeAll(() => {
    whole = attentionReceived(ACCOUNTS, edges, contacts);
  });

  it('keeps at least 80 of the first hundred when half of it is not seen', () => {
    const kept = [...edges.from.keys()].filter(() => draw() < 0.5);
    const column = (of: ArrayLike<number>) => kept.map((at) => of[at] ?? 0);
    const half = {
      from: Uint32Array.from(column(edges.from)),
      to: Uint32Array.from(column(edges.to)),
      weight: Float32Array.from(column(edges.weight)),
    };
    const found = first(attentionReceived(ACCOUNTS, half, contacts).known);
    expect([...first(whole.known)].filter((one) => found.has(one)).length).toBeGreaterThanOrEqual(80);
  });

  it('lifts a middling account by ten hundredths at the most for a thousand accounts made up, and says so', () => {
    const ranked = ascending(whole.known);
    const place = (known: Float64Array, one: number) => 100 * midRank(ascending(known), known[one] ?? 0);
    const middling = [...whole.known.keys()].filter(
      (one) => Math.abs(midRank(ranked, whole.known[one] ?? 0) - 0.45) < 0.15,
    );
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      const one = middling[Math.floor(share * middling.length)] ?? 0;
      const after = attentionReceived(ACCOUNTS + FAKES, withFakes(edges, one), contacts);
      expect(place(after.known, one) - place(whole.known, one)).toBeLessThanOrEqual(10);
      expect(place(after.seen, one)).toBeGreaterThan(99);
      expect(after.unusual[one]).toBe(1);
    }
  });

  it('finds the origin of hardly any honest crowd unusual', () => {
    expect(whole.unusual.reduce((sum, one) => sum + one, 0)).toBeLessThan(ACCOUNTS / 1_000);
  });
});

it('is none from whoever turned to people so long ago that nothing is left of it', () => {
  const [from, to] = [Uint32Array.of(0, 0, 1, 3), Uint32Array.of(2, 3, 3, 2)];
  const before = attentionReceived(4, { from, to, weight: Float32Array.of(0, 0, 1, 0) }, [0, 1]);
  expect([...before.known]).toEqual([0, 0, 0, 1]);
  expect([...before.seen]).toEqual([0, 0, 0, 1]);
  expect([...before.knownEngagers]).toEqual([0, 0, 0, 1]);
});

it('believes those to whom contacts lead, the less the more hops away, and nobody for what they give themselves', () => {
  const from = Uint32Array.of(0, 1, 2, 3, 5, 6, 5);
  const to = Uint32Array.of(1, 2, 3, 4, 6, 5, 1);
  const credible = [...credibility(attentionOf(7, { from, to }), [0])];
  expect(credible.slice(0, 4)).toEqual([...credible.slice(0, 4)].toSorted((a, b) => b - a));
  expect(credible[0]).toBe(1);
  expect(credible[3]).toBeGreaterThan(0);
  expect(credible.slice(4)).toEqual([0, 0, 0]);
});

it('counts no talk of an account about itself, and repeating oneself hardly', () => {
  const received = (from: number[], to: number[]) =>
    attentionReceived(4, { from: Uint32Array.from(from), to: Uint32Array.from(to) }, [0, 1]).seen;
  expect([...received([0, 1], [2, 3])]).toEqual([...received([0, 1, 2, 3, 3], [2, 3, 2, 3, 3])]);
  const often = received([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [2, 2, 2, 2, 2, 2, 2, 2, 2, 3]);
  expect((often[2] ?? 0) / (often[3] ?? 1)).toBeLessThan(4);
});

const ascending = (known: Float64Array) => known.filter((one) => one > 0).toSorted();

const first = (known: Float64Array) =>
  new Set([...known.keys()].toSorted((a, b) => (known[b] ?? 0) - (known[a] ?? 0)).slice(0, 100));

/** A thousand more accounts that turn to one, and to each other. */
function withFakes({ from, to, weight }: Required<Edges>, one: number): Edges {
  const fakes = Array.from({ length: FAKES }, (_, at) => ACCOUNTS + at);
  const next = fakes.map((_, at) => ACCOUNTS + ((at * 7 + 1) % FAKES));
  return {
    from: Uint32Array.from([...from, ...fakes, ...fakes]),
    to: Uint32Array.from([...to, ...fakes.map(() => one), ...next]),
    weight: Float32Array.from([...weight, ...fakes.map(() => 3), ...fakes.map(() => 1)]),
  };
}
