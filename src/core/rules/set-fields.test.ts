import { describe, expect, it } from 'vitest';
import type { FieldTrail } from '../governance/field-trail.ts';
import { ruleWishes } from './set-fields.ts';
import type { SetField } from './set-fields.ts';

const set = (value: string, minute: number, more: Partial<SetField> = {}): SetField => ({
  ...{ field: 'city', value, mode: 'overwrite', undone: false },
  at: new Date(Date.UTC(2026, 4, 1, 10, minute)),
  ...more,
});
const trail: FieldTrail = {
  ...{ fact: 'Paris', mode: 'overwrite', standing: 'written', wrote: 'Paris', base: 'Rome', former: [] },
  at: '2026-05-01T10:00:00.000Z',
};

describe('what rules ask of the fields of a contact', () => {
  it('is, field by field, what the latest fact says, in whatever order the rules met theirs', () => {
    const wishes = ruleWishes([set('Oslo', 30), set('Bonn', 10), set('CEO', 5, { field: 'jobtitle' })], {});
    expect(wishes).toEqual({
      city: { act: 'write', mode: 'overwrite', value: 'Oslo' },
      jobtitle: { act: 'write', mode: 'overwrite', value: 'CEO' },
    });
  });

  it('falls back to the rule before when the latest is undone, and to what stood there when all are', () => {
    const undone = { undone: true };
    expect(ruleWishes([set('Oslo', 30, undone), set('Bonn', 10)], { city: trail })).toEqual({
      city: { act: 'write', mode: 'overwrite', value: 'Bonn' },
    });
    expect(ruleWishes([set('Paris', 30, undone), set('Bonn', 10, undone)], { city: trail })).toEqual({
      city: { act: 'put back', why: 'withdrawn' },
    });
  });
});
