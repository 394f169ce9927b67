import { isBlank, sameValue } from './field-trail.ts';
import type { FieldTrail, Standing } from './field-trail.ts';
import type { WriteMode } from './settings.ts';

/**
 * What the record asks of one mapped field. `put back` gives the field back as it was before Kith took it over:
 * because the fact is not true any more (`withdrawn`), or because a person says so (`undone`).
 */
export type Wish =
  | { readonly act: 'write'; readonly mode: WriteMode; readonly value: string }
  | { readonly act: 'put back'; readonly why: 'withdrawn' | 'undone' };

/** What has to be written now, if anything, and the trail as it is once that is done. */
export interface Decision {
  /** `null` empties the field. Absent: nothing is written. */
  readonly write?: { readonly value: string | null };
  readonly trail: FieldTrail;
}

/**
 * What one mapped field should be asked for, by the record alone. The same fact in the same mode asks for nothing
 * twice, so that neither an unchanged record nor an event of our own write yields a patch, and a person who changed the
 * field afterwards keeps their value until the fact itself changes.
 * @param fact undefined when the record does not know it (any more).
 */
export function wishOf(
  mode: WriteMode,
  fact: string | undefined,
  trail: FieldTrail | undefined,
): Wish | undefined {
  if (fact === undefined) {
    return trail !== undefined && trail.wrote !== null ? { act: 'put back', why: 'withdrawn' } : undefined;
  }
  const decided = trail !== undefined && sameValue(trail.fact, fact);
  if (mode === 'suggest') {
    return decided && trail.standing === 'accepted' ? { act: 'write', mode, value: fact } : undefined;
  }
  if (decided && (trail.mode === mode || !OPEN_TO_ANOTHER_MODE.has(trail.standing))) return undefined;
  return { act: 'write', mode, value: fact };
}

/** What an admin's change of the mode may decide anew: nothing of Kith's, and nothing a person changed, stands there. */
const OPEN_TO_ANOTHER_MODE: ReadonlySet<Standing> = new Set<Standing>([
  'left',
  'accepted',
  'declined',
  'refused',
]);

/** Modes that never write over what somebody else put there. An accepted suggestion is a person's word. */
const YIELDS = {
  link: true,
  'fill blank': true,
  suggest: false,
  overwrite: false,
} as const satisfies Record<WriteMode, boolean>;

/**
 * Decides on a wish by what the CRM shows at this moment.
 * @param current the field's value in the CRM; undefined or empty when there is none.
 */
export function decideOn(
  wish: Wish,
  current: string | undefined,
  trail: FieldTrail | undefined,
  now: Date,
): Decision | undefined {
  if (wish.act === 'put back') return trail && putBack(wish.why, current, trail, now);
  const { mode, value } = wish;
  const held = hold(current, trail);
  const at = now.toISOString();
  const stays = (standing: Standing): Decision => ({
    trail: { fact: value, mode, standing, wrote: held.wrote, base: held.base, former: held.former, at },
  });
  if (sameValue(current, value)) return stays(held.ours ? 'written' : 'there');
  if (!held.free && YIELDS[mode]) return stays('left');
  const theirs = held.theirs === null ? [] : [{ value: held.theirs, at }];
  const base = held.ours ? held.base : held.theirs;
  const former = [...held.former, ...theirs];
  return {
    write: { value },
    trail: { fact: value, mode, standing: 'written', wrote: value, base, former, at },
  };
}

/** Whose a field is at this moment. */
function hold(current: string | undefined, trail: FieldTrail | undefined) {
  const former = trail?.former ?? [];
  if (trail !== undefined && trail.wrote !== null && sameValue(trail.wrote, current)) {
    return { ours: true, free: true, theirs: null, wrote: trail.wrote, base: trail.base, former };
  }
  const theirs = current === undefined || isBlank(current) ? null : current;
  return { ours: false, free: theirs === null, theirs, wrote: null, base: null, former };
}

/** Only what Kith wrote itself is taken away: a person's later value stays. */
function putBack(
  why: 'withdrawn' | 'undone',
  current: string | undefined,
  trail: FieldTrail,
  now: Date,
): Decision {
  const ours = trail.wrote !== null && sameValue(trail.wrote, current);
  // A fact that was withdrawn may come true again, and is written again then.
  const fact = why === 'withdrawn' && ours ? null : trail.fact;
  const standing: Standing = ours ? 'put back' : trail.wrote === null ? trail.standing : 'changed';
  const after = { ...trail, fact, standing, wrote: null, base: null, at: now.toISOString() };
  return ours ? { write: { value: trail.base }, trail: after } : { trail: after };
}

/** A person's answer to a suggestion stands until the fact changes. */
export function answered(
  fact: string,
  accept: boolean,
  trail: FieldTrail | undefined,
  now: Date,
): FieldTrail {
  return {
    fact,
    mode: 'suggest',
    standing: accept ? 'accepted' : 'declined',
    wrote: trail?.wrote ?? null,
    base: trail?.base ?? null,
    former: trail?.former ?? [],
    at: now.toISOString(),
  };
}

/** The trail once the CRM did not take what was decided: the field is as it was before. */
export function refusedBy(
  wish: Extract<Wish, { act: 'write' }>,
  before: FieldTrail | undefined,
  now: Date,
): FieldTrail {
  const { wrote = null, base = null, former = [] } = before ?? {};
  const at = now.toISOString();
  return { fact: wish.value, mode: wish.mode, standing: 'refused', wrote, base, former, at };
}

/** The trail once the CRM was seen to hold something else than Kith wrote: the field is a person's again. */
export function seen(current: string | undefined, trail: FieldTrail, now: Date): FieldTrail {
  if (trail.wrote === null || sameValue(trail.wrote, current)) return trail;
  return { ...trail, standing: 'changed', wrote: null, base: null, at: now.toISOString() };
}
