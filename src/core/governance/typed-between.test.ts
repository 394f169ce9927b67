import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank, sameValue } from './field-trail.ts';
import { openTypedField } from '../../../tests/support/typed-field.ts';
import type { TypedField } from '../../../tests/support/typed-field.ts';
import { isInDoubt, unseen } from './typed-between.ts';
import type { WriteMode } from './settings.ts';

const NOBODY_LOOKED = 'what was typed in between';

describe('what somebody types between Kith’s look and its write', () => {
  it.each(['fill blank', 'link', 'suggest'] as const)('stands again in the mode `%s`', (mode) => {
    const f = openTypedField();
    f.wants(mode, 'Engines');
    f.look();
    f.types(NOBODY_LOOKED);
    f.write();
    expect(f.shows()).toBe('Engines');
    f.tell();
    f.work();
    expect(f.shows()).toBe(NOBODY_LOOKED);
    expect(f.trail()).toMatchObject({ standing: 'given back', wrote: null });
    f.tell();
    f.work();
    expect([f.shows(), f.writes()]).toEqual([NOBODY_LOOKED, 2]);
  });

  it('is kept in the mode `overwrite`, and comes back when Kith’s is put back', () => {
    const f = openTypedField('Old Ltd');
    f.wants('overwrite', 'Engines');
    f.look();
    f.types(NOBODY_LOOKED);
    f.write();
    f.tell();
    f.work();
    expect([f.shows(), f.writes()]).toEqual(['Engines', 1]);
    expect(f.trail()?.former.map(({ value }) => value)).toEqual(['Old Ltd', NOBODY_LOOKED]);
    f.undoes();
    expect(f.shows()).toBe(NOBODY_LOOKED);
  });

  it('stays away where somebody typed again before Kith could give it back', () => {
    const f = openTypedField();
    f.wants('fill blank', 'Engines');
    f.look();
    f.types(NOBODY_LOOKED);
    f.write();
    f.tell();
    f.types('Later');
    f.work();
    expect([f.shows(), f.writes(), f.trail()?.standing]).toEqual(['Later', 1, 'changed']);
  });

  it('stands again where Kith was putting back what had been there', () => {
    const f = openTypedField('Old Ltd');
    f.wants('overwrite', 'Engines');
    f.work();
    f.wants('overwrite', undefined);
    f.look();
    f.types(NOBODY_LOOKED);
    f.write();
    expect(f.shows()).toBe('Old Ltd');
    f.tell();
    f.work();
    expect(f.shows()).toBe(NOBODY_LOOKED);
  });

  it('is left alone where Kith had seen it, wrote it itself, or the same person changed it again', () => {
    const f = openTypedField();
    f.types('Old Ltd');
    f.wants('overwrite', 'Engines');
    f.work();
    f.tell();
    f.work();
    expect([f.shows(), f.writes(), f.trail()?.standing]).toEqual(['Engines', 1, 'written']);
    f.types('Later');
    f.tell();
    f.work();
    expect([f.shows(), f.writes(), f.trail()?.standing]).toEqual(['Later', 1, 'changed']);
  });

  it('is written over once somebody accepts Kith’s all the same, and events that come again change nothing', () => {
    const f = openTypedField();
    f.wants('fill blank', 'Engines');
    f.look();
    f.types(NOBODY_LOOKED);
    f.write();
    f.tell();
    f.work();
    f.accepts();
    f.work();
    f.tell();
    f.work();
    expect([f.shows(), f.writes(), f.trail()?.standing]).toEqual(['Engines', 3, 'written']);
    expect(f.trail()?.former.map(({ value }) => value)).toEqual([NOBODY_LOOKED]);
  });

  it('that emptied the field is an emptied field again', () => {
    const f = openTypedField();
    f.wants('fill blank', 'Engines');
    f.work();
    f.wants('fill blank', 'Contoso');
    f.look();
    f.types('');
    f.write();
    f.tell();
    f.work();
    expect(f.shows()).toBe('');
  });

  it('is known although Kith ended between its write and its memory of it', () => {
    const f = openTypedField('Old Ltd');
    f.wants('overwrite', 'Engines');
    f.look();
    f.types(NOBODY_LOOKED);
    f.write({ ends: 'after' });
    f.tell();
    f.work();
    expect(f.trail()).toMatchObject({ wrote: 'Engines', base: NOBODY_LOOKED });
    f.undoes();
    expect(f.shows()).toBe(NOBODY_LOOKED);
  });

  it('may have been, near a write, when the CRM says only that something happened', () => {
    const f = openTypedField();
    f.wants('fill blank', 'Engines');
    f.work();
    const trail = f.trail();
    if (!trail) throw new Error('nothing was written');
    expect(isInDoubt(trail, new Date(trail.at))).toBe(true);
    expect(isInDoubt(trail, new Date(Date.parse(trail.at) + 3_600_000))).toBe(false);
  });
});

type Step =
  | { readonly do: 'types'; readonly value: 'some' | 'nothing' | 'as another app' }
  | { readonly do: 'wants'; readonly fact: 'Acme' | 'Bolt' | undefined }
  | { readonly do: 'look' | 'undoes' | 'accepts' }
  | { readonly do: 'write'; readonly ends?: 'before' | 'after' }
  | { readonly do: 'tell'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('types'),
      value: fc.constantFrom('some', 'some', 'nothing', 'as another app'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wants'), fact: fc.constantFrom('Acme', 'Bolt', undefined) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('look') }) },
  {
    weight: 4,
    arbitrary: fc.oneof(
      fc.record({ do: fc.constant('write') }),
      fc.record({ do: fc.constant('write'), ends: fc.constantFrom('before', 'after') }),
    ),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tell'), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('undoes', 'accepts') }) },
) as fc.Arbitrary<Step>;

let typed = 0;
function take(one: Step, f: TypedField, mode: WriteMode): void {
  if (one.do === 'types') {
    typed += 1;
    f.types(one.value === 'nothing' ? '' : `person ${typed}`, one.value === 'as another app');
  } else if (one.do === 'wants') f.wants(mode, one.fact);
  else if (one.do === 'write') f.write(one.ends ? { ends: one.ends } : {});
  else if (one.do === 'tell') f.tellOne(one.which);
  else if (one.do === 'look') f.look();
  else if (one.do === 'undoes') f.undoes();
  else f.accepts();
}

const mode = fc.constantFrom<WriteMode>('link', 'fill blank', 'suggest', 'overwrite');
/** Late, twice, in any order; a program's change perhaps without saying which program it was. */
const telling = fc.record({
  order: fc.array(fc.nat(99), { maxLength: 40 }),
  namesApps: fc.boolean(),
  saysWhen: fc.boolean(),
});

describe('in whatever order Kith looks and writes, people type, and events arrive', () => {
  it('the CRM ends with what a person typed last, unless Kith had seen it and might write over it, and is quiet then', () => {
    fc.assert(
      fc.property(
        mode,
        fc.boolean(),
        fc.array(step, { maxLength: 14 }),
        telling,
        (how, wasBlank, steps, told) => {
          const f = openTypedField(wasBlank ? '' : 'person 0', told);
          f.wants(how, 'Acme');
          for (const one of steps) take(one, f, how);
          f.write();
          for (const which of told.order) f.tellOne(which);
          f.tell();
          f.work();
          f.tell();
          f.work();
          const { value, isSeen } = f.last();
          const quiet = f.writes();
          for (const which of told.order) f.tellOne(which);
          f.work();
          expect(f.writes(), 'no event brings anything about twice').toBe(quiet);
          const trail = f.trail();
          expect(trail && unseen(trail)).toBeUndefined();
          if (sameValue(f.shows(), value)) return;
          const kept = trail?.former.some((one) => one.value === value) ?? false;
          if (how === 'overwrite') expect(kept || isBlank(value)).toBe(true);
          else expect(isSeen && (kept || isBlank(value))).toBe(true);
        },
      ),
      { numRuns: 4000 },
    );
  });
});
