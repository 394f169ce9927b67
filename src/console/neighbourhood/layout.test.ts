import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Neighbourhood, ReachedPerson } from '../../core/influence/neighbourhood/neighbourhood.ts';
import { COLUMN, ROW, layoutOf } from './layout.ts';
import { MOST_SPOTS, treeOf } from './tree.ts';

const who = (name: string, contact = true) => ({
  ...{ name, handle: name, url: `https://chirp.example/${name}` },
  ...(contact && { contact: name }),
});
const step = (from: string, to: string, contact = true) => ({
  ...{ networkTitle: 'Chirp', says: '', posts: [] },
  ...{ from: who(from, contact), to: who(to) },
});

interface Drawn {
  readonly via?: string | undefined;
  readonly account?: string | undefined;
  readonly deals: number;
}
const person = (name: string, { via, account, deals }: Drawn): ReachedPerson => ({
  ...{ contact: name, name, strength: 'fair', says: '' },
  ...(account !== undefined && { account }),
  deals: Array.from({ length: deals }, (_, n) => ({
    id: `${name}-${n}`,
    title: 'Looms',
    url: 'https://crm.example',
  })),
  paths: [
    {
      steps:
        via === undefined ? [step(name, 'self')] : [step(via, 'self', via.startsWith('c')), step(name, via)],
    },
  ],
});
const around = (drawn: readonly Drawn[]): Neighbourhood => ({
  ...{ contact: 'self', name: 'Self', known: true, says: [], more: 0, troubles: [] },
  people: drawn.map((one, n) => person(`c${n}`, one)),
});
const anybody: fc.Arbitrary<Drawn> = fc.record({
  via: fc.constantFrom(undefined, undefined, 's1', 's2', 'c0'),
  account: fc.constantFrom(undefined, 'Harbour Bank', 'harbour bank', 'Port'),
  deals: fc.nat({ max: 3 }),
});

describe('the picture of a neighbourhood', () => {
  it('overlaps no words, stays within its frame, and holds no more than it can', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 40 }), (drawn) => {
        const { spots, width, height } = layoutOf(treeOf(around(drawn)));
        expect(spots.length).toBeLessThanOrEqual(MOST_SPOTS);
        for (const [at, a] of spots.entries()) {
          expect(a.x >= COLUMN / 2 && a.x <= width - COLUMN / 2).toBe(true);
          expect(a.y >= ROW / 2 && a.y <= height - ROW / 2).toBe(true);
          for (const b of spots.slice(at + 1)) {
            expect(Math.abs(a.x - b.x) >= COLUMN || Math.abs(a.y - b.y) >= ROW).toBe(true);
          }
        }
      }),
    );
  });

  it('shows whoever passes on once, and an account once with a line to each of its contacts', () => {
    const drawn = [
      { via: 's1', account: 'Harbour Bank', deals: 0 },
      { via: 's1', account: 'harbour bank', deals: 1 },
    ];
    const { spots, lines } = layoutOf(treeOf(around(drawn)));
    const kinds = spots.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['account', 'contact', 'contact', 'deal', 'self', 'stranger']);
    expect(lines.filter(({ across }) => across).map(({ from, to }) => `${from.label} ${to.label}`)).toEqual([
      'c1 Harbour Bank',
    ]);
  });

  it('puts the person in the middle of those to both sides', () => {
    const { spots } = layoutOf(treeOf(around([0, 1, 2, 3].map(() => ({ deals: 0 })))));
    const [self, ...others] = spots;
    const left = others.filter(({ x }) => x < (self?.x ?? 0));
    expect([self?.kind, left.length, others.length]).toEqual(['self', 2, 4]);
  });
});
