import { sameValue } from './field-trail.ts';
import type { FieldTrail } from './field-trail.ts';

/**
 * What is kept before a write: were Kith to end in the middle of it, what it put there is still known as its own.
 * @param current what stands there, by which it was decided.
 */
export function intended(
  before: FieldTrail | undefined,
  current: string | undefined,
  decided: FieldTrail,
): FieldTrail {
  const { pending: _done, ...next } = decided;
  if (before) return { ...resumed(before, current), pending: next };
  const { mode, at } = next;
  return { fact: null, mode, standing: 'left', wrote: null, base: null, former: [], at, pending: next };
}

/**
 * The trail of a field whose last write nobody saw the end of, by what stands there: as it was to be where that arrived, as
 * it was where it did not. What people typed meanwhile is kept.
 */
export function resumed(trail: FieldTrail, current: string | undefined): FieldTrail {
  const { pending, ...before } = trail;
  if (!pending) return trail;
  const arrived = pending.put !== undefined && sameValue(pending.put.value, current);
  if (!arrived) return before;
  return { ...pending, ...(trail.typed && { typed: trail.typed }) };
}

/** Whether something of Kith's stands in the field, or may. */
export const mayHold = ({ wrote, pending }: FieldTrail): boolean =>
  wrote !== null || (pending !== undefined && pending.wrote !== null);
