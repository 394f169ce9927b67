import type { FieldTrail } from '../governance/field-trail.ts';
import { wishOf } from '../governance/mapped-write.ts';
import type { Wish } from '../governance/mapped-write.ts';

/** What a rule wants in a field of one contact. */
export interface SetField {
  readonly field: string;
  readonly value: string;
  readonly mode: 'fill blank' | 'overwrite';
  /** When the fact happened that it acted on. */
  readonly at: Date;
  /** The rule was undone. */
  readonly undone: boolean;
}

/**
 * What rules ask of a contact's fields now. Of several that set one field the latest fact counts; when all of them are
 * undone the field is given back as it was before the first.
 */
export function ruleWishes(
  set: readonly SetField[],
  trails: Readonly<Record<string, FieldTrail>>,
): Readonly<Record<string, Wish>> {
  const wishes = [...Map.groupBy(set, ({ field }) => field)].flatMap(([field, all]) => {
    const [latest] = all.filter(({ undone }) => !undone).toSorted((a, b) => b.at.getTime() - a.at.getTime());
    const mode = latest?.mode ?? 'overwrite';
    const wish = wishOf(mode, latest?.value, trails[field]);
    return wish ? [[field, wish] as const] : [];
  });
  return Object.fromEntries(wishes);
}
