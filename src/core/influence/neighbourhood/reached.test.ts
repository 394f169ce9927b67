import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facts, known, tie } from '../../../../tests/support/neighbours.ts';
import { AT } from '../../../../tests/support/people.ts';
import { reachedFrom } from './reached.ts';
import type { NeighbourhoodFacts, Tie } from './facts.ts';

const [mara, tom, ina, oleg] = ['mara', 'tom', 'ina', 'oleg'].map((name) => known(name)) as [
  ReturnType<typeof known>,
  ReturnType<typeof known>,
  ReturnType<typeof known>,
  ReturnType<typeof known>,
];
const all = () => true;
const reach = (given: NeighbourhoodFacts, shown = all as Parameters<typeof reachedFrom>[1], now = AT) =>
  reachedFrom(given, shown, now).map(({ contact, paths }) => [
    contact.name,
    ...paths.map(({ steps }) => steps.map(({ giver }) => giver.id).join(' < ')),
  ]);

describe('whom a person reaches', () => {
  it('is who turns to what they say, and who turns to those, with the way', () => {
    const ties = [tie('tom', 'mara', 4), tie('ina', 'tom', 4), tie('oleg', 'ina', 9)];
    expect(reach(facts(mara, ties, [tom, ina, oleg]))).toEqual([
      ['tom', 'tom'],
      ['ina', 'tom < ina'],
    ]);
  });

  it('may go by way of a stranger, and is nobody to whom the person only turned themselves', () => {
    const ties = [tie('stranger', 'mara', 4), tie('ina', 'stranger', 4), tie('mara', 'oleg', 9)];
    expect(reach(facts(mara, ties, [ina, oleg]))).toEqual([['ina', 'stranger < ina']]);
  });

  it('is not the person, under whichever contact they stand', () => {
    const again = known('again');
    const given = facts(mara, [tie('other', 'mara', 9), tie('mara', 'other', 9)], [tom, again], {
      mara: { contacts: [mara.id, again.id] },
      other: { contacts: [again.id, mara.id] },
    });
    expect(reach(given)).toEqual([]);
  });

  it('fades: what was said once is told of for half a year, and no longer', () => {
    const given = facts(mara, [tie('tom', 'mara', 1)], [tom]);
    const later = (days: number) => new Date(AT.getTime() + days * 86_400_000);
    expect(reach(given, all, later(170))).toHaveLength(1);
    expect(reach(given, all, later(200))).toEqual([]);
  });

  it('rests on posts that are still there', () => {
    expect(reach(facts(mara, [{ ...tie('tom', 'mara', 9), evidence: [] }], [tom]))).toEqual([]);
  });

  it('leads by nobody who may not be shown', () => {
    const ties = [tie('tom', 'mara', 4), tie('ina', 'tom', 4), tie('oleg', 'mara', 4)];
    expect(reach(facts(mara, ties, [tom, ina, oleg]), ({ id }) => id !== 'tom')).toEqual([['oleg', 'oleg']]);
  });
});

const names = ['mara', 'tom', 'ina', 'oleg', 'stranger', 'passer'];
const ties: fc.Arbitrary<readonly Tie[]> = fc.uniqueArray(
  fc
    .record({
      giver: fc.constantFrom(...names),
      receiver: fc.constantFrom(...names),
      posts: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ giver, receiver, posts }) => tie(giver, receiver, posts)),
  { selector: ({ giver, receiver }) => `${giver} ${receiver}`, maxLength: 20 },
);
const strengths = (given: readonly Tie[]) =>
  new Map(
    reachedFrom(facts(mara, given, [tom, ina, oleg]), all, AT).map(({ contact, strength }) => [
      contact.name,
      strength,
    ]),
  );

describe('how strongly', () => {
  it('does not hang on the order in which it was found', () => {
    fc.assert(
      fc.property(ties, (given) => {
        expect([...strengths(given.toReversed())]).toEqual([...strengths(given)]);
      }),
    );
  });

  it('lies between 0 and 1, and is never less for more attention', () => {
    fc.assert(
      fc.property(ties, fc.nat(), (given, which) => {
        const before = strengths(given);
        for (const strength of before.values()) {
          expect(strength).toBeGreaterThan(0);
          expect(strength).toBeLessThanOrEqual(1);
        }
        const more = given.map((one, at) =>
          at === which % given.length ? { ...one, volume: one.volume + 3 } : one,
        );
        const after = strengths(more);
        for (const [name, strength] of before)
          expect(after.get(name)).toBeGreaterThanOrEqual(strength - 1e-12);
      }),
    );
  });

  it('is the most for whoever turns to the person themselves, by as many posts on every way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), (posts) => {
        const found = strengths([tie('tom', 'mara', posts), tie('ina', 'tom', posts)]);
        expect(found.get('tom')).toBeGreaterThan(found.get('ina') ?? 0);
      }),
    );
  });
});
