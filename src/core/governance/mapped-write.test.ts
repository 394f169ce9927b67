import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank, sameValue } from './field-trail.ts';
import type { FieldTrail } from './field-trail.ts';
import { answered, decideOn, seen, wishOf } from './mapped-write.ts';
import type { WriteMode } from './settings.ts';

/** One field of one contact in a CRM, in which people and Kith write in turn. */
function openField(start?: string) {
  const field = {
    shows: start,
    trail: undefined as FieldTrail | undefined,
    writes: 0,
    /** Every value that a person put there. */
    theirs: start === undefined || isBlank(start) ? [] : [start],
  };
  let second = 0;
  const now = () => new Date(Date.UTC(2026, 10, 26) + second++ * 1000);
  const look = () => ({ value: field.shows, asOf: now() });
  const carryOut = (decision: ReturnType<typeof decideOn>) => {
    if (!decision) return;
    field.trail = decision.trail;
    if (!decision.write) return;
    field.shows = decision.write.value ?? undefined;
    field.writes += 1;
  };
  return {
    field,
    person: (value: string | undefined) => {
      field.shows = value;
      if (value !== undefined && !isBlank(value)) field.theirs.push(value);
    },
    kith: (mode: WriteMode, fact: string | undefined) => {
      const wish = wishOf(mode, fact, field.trail);
      if (wish) carryOut(decideOn(wish, look(), field.trail, now()));
    },
    answer: (fact: string, accept: boolean) => {
      field.trail = answered({ fact, mode: 'suggest' }, accept, field.trail, now());
    },
    look: () => {
      if (field.trail) field.trail = seen(field.shows, field.trail, now());
    },
    undo: () => carryOut(decideOn({ act: 'put back', why: 'undone' }, look(), field.trail, now())),
  };
}

const value = fc.constantFrom('Acme', 'Bolt', 'Cask', ' Acme ', 'Dune');
const mode = fc.constantFrom<WriteMode>('link', 'fill blank', 'suggest', 'overwrite');
const step = fc.oneof(
  fc.record({ who: fc.constant('person' as const), value: fc.option(value, { nil: undefined }) }),
  fc.record({ who: fc.constant('kith' as const), mode, value: fc.option(value, { nil: undefined }) }),
  fc.record({ who: fc.constant('answer' as const), value, accept: fc.boolean() }),
  fc.record({ who: fc.constant('undo' as const) }),
  fc.record({ who: fc.constant('look' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function take(one: Step, f: ReturnType<typeof openField>): void {
  if (one.who === 'person') f.person(one.value);
  else if (one.who === 'kith') f.kith(one.mode, one.value);
  else if (one.who === 'answer') f.answer(one.value, one.accept);
  else if (one.who === 'undo') f.undo();
  else f.look();
}

describe('a mapped field', () => {
  it('never loses a value that a person put there: it stands in the CRM, or it is kept with its time', () => {
    fc.assert(
      fc.property(fc.option(value, { nil: undefined }), fc.array(step, { maxLength: 12 }), (start, steps) => {
        const f = openField(start);
        for (const one of steps) {
          const before = f.field.shows;
          const kept = f.field.trail?.former.length ?? 0;
          const wrote = f.field.trail?.wrote;
          take(one, f);
          if (one.who === 'person' || sameValue(before, f.field.shows) || isBlank(before)) continue;
          if (wrote != null && sameValue(wrote, before)) continue; // it was Kith's own
          expect(f.field.trail?.former.slice(kept).map((one) => one.value)).toEqual([before]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is not written over by `link` and `fill blank` unless it is empty or Kith’s own', () => {
    const yields = fc.constantFrom<WriteMode>('link', 'fill blank');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), value, yields, value, (steps, theirs, how, fact) => {
        const f = openField();
        for (const one of steps) take(one, f);
        fc.pre(!sameValue(theirs, f.field.trail?.wrote)); // nobody could tell it from Kith's own
        f.person(theirs);
        f.look();
        f.kith(how, fact);
        expect(f.field.shows).toBe(theirs);
      }),
    );
  });

  it('is asked for nothing a second time by the same fact: no echo', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), mode, value, (steps, how, fact) => {
        const f = openField();
        for (const one of steps) take(one, f);
        f.kith(how, fact);
        const { writes, trail } = f.field;
        f.kith(how, fact);
        f.look();
        f.kith(how, fact);
        expect(f.field.writes).toBe(writes);
        expect(wishOf(how, fact, trail)).toBeUndefined();
      }),
    );
  });

  it('stays as a person changed it after Kith wrote it, until the fact itself changes', () => {
    const f = openField('Old Ltd');
    f.kith('overwrite', 'Acme');
    f.person('Acme Holding');
    f.kith('overwrite', 'Acme');
    f.look();
    expect(f.field.trail?.standing).toBe('changed');
    f.kith('overwrite', 'Acme');
    expect(f.field.shows).toBe('Acme Holding');
    f.kith('overwrite', 'Bolt');
    expect(f.field.shows).toBe('Bolt');
    expect(f.field.trail?.former.map((one) => one.value)).toEqual(['Old Ltd', 'Acme Holding']);
  });

  it('is given back as it was when the fact is withdrawn or a person undoes it, and not if it was changed since', () => {
    const f = openField('Old Ltd');
    f.kith('overwrite', 'Acme');
    f.kith('overwrite', 'Bolt');
    f.kith('overwrite', undefined);
    expect(f.field.shows).toBe('Old Ltd');
    f.kith('overwrite', 'Bolt');
    expect(f.field.shows).toBe('Bolt');
    f.undo();
    expect(f.field.shows).toBe('Old Ltd');
    f.kith('overwrite', 'Bolt');
    expect(f.field.shows).toBe('Old Ltd');
    f.kith('overwrite', 'Cask');
    f.person('Mine');
    f.undo();
    expect(f.field.shows).toBe('Mine');
  });

  it('is emptied again where there was nothing', () => {
    const f = openField();
    f.kith('fill blank', 'Acme');
    f.kith('fill blank', undefined);
    expect(f.field.shows).toBeUndefined();
  });

  it('takes a suggestion only once a person accepted it, and asks again when the fact changes', () => {
    const f = openField('Old Ltd');
    f.kith('suggest', 'Acme');
    expect(f.field.shows).toBe('Old Ltd');
    f.answer('Acme', false);
    f.kith('suggest', 'Acme');
    expect(f.field.shows).toBe('Old Ltd');
    f.kith('suggest', 'Bolt');
    f.answer('Bolt', true);
    f.kith('suggest', 'Bolt');
    expect(f.field.shows).toBe('Bolt');
    expect(f.field.trail?.former.map((one) => one.value)).toEqual(['Old Ltd']);
  });

  it('is decided anew in another mode only where nothing of Kith’s and nobody’s change stands', () => {
    const f = openField('Old Ltd');
    f.kith('fill blank', 'Acme');
    expect(f.field.trail?.standing).toBe('left');
    f.kith('overwrite', 'Acme');
    expect(f.field.shows).toBe('Acme');
    f.person('Mine');
    f.kith('fill blank', 'Acme');
    f.kith('overwrite', 'Acme');
    expect(f.field.shows).toBe('Mine');
  });
});
