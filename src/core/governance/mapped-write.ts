import { isBlank, sameValue } from './field-trail.ts';
import type { FieldTrail, Standing } from './field-trail.ts';
import { mayHold, resumed } from './pending-write.ts';
import type { WriteMode } from './settings.ts';
import { giveBack, letGo, lookedAt, putOn, putOver } from './typed-between.ts';
import type { Between } from './typed-between.ts';

/**
 * What the record asks of one mapped field. `put back` gives the field back as it was before Kith took it over:
 * because the fact is not true any more (`withdrawn`), or because a person says so (`undone`). `give back` makes good what
 * somebody typed and Kith wrote over without having seen it.
 */
export type Wish =
  | { readonly act: 'write'; readonly mode: WriteMode; readonly value: string }
  | { readonly act: 'put back'; readonly why: 'withdrawn' | 'undone' }
  | { readonly act: 'give back' };

/** What a look into one field of the CRM showed. */
export interface Look {
  /** Undefined or empty when there is none. */
  readonly value: string | undefined;
  /** When the contact was changed last by then, by the CRM's clock: whatever happened later was not seen. */
  readonly asOf: Date;
}

/** What has to be written now, if anything, and the trail as it is once that is done. */
export interface Decision {
  /** `null` empties the field. Absent: nothing is written. */
  readonly write?: { readonly value: string | null };
  readonly trail: FieldTrail;
  /** What becomes of a value that was typed while Kith was writing. */
  readonly between?: Between;
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
    return trail !== undefined && mayHold(trail) ? { act: 'put back', why: 'withdrawn' } : undefined;
  }
  const decided = trail !== undefined && sameValue(trail.fact, fact);
  // In other modes too a person is asked where theirs was given back.
  const isAccepted = decided && trail.standing === 'accepted' && (mode === 'suggest' || trail.mode === mode);
  if (isAccepted) return { act: 'write', mode: 'suggest', value: fact };
  if (mode === 'suggest') return undefined;
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

/** Decides on a wish by what the CRM shows at this moment. */
export function decideOn(
  wish: Wish,
  { value: current, asOf }: Look,
  found: FieldTrail | undefined,
  now: Date,
): Decision | undefined {
  const trail = found && resumed(found, current);
  if (wish.act === 'give back') return trail && madeGood(current, trail, found, now);
  if (wish.act === 'put back') return trail && putBack(wish.why, current, trail, now);
  const { mode, value } = wish;
  const held = hold(current, trail);
  const at = now.toISOString();
  const { wrote, former, base, put, typed } = held;
  const stays = (standing: Standing): Decision => ({
    trail: {
      fact: value,
      mode,
      standing,
      wrote,
      base,
      former,
      at,
      ...(put && { put }),
      ...(typed && { typed }),
    },
  });
  if (sameValue(current, value)) return stays(held.ours ? 'written' : 'there');
  if (!held.free && YIELDS[mode]) return stays('left');
  const theirs = held.theirs === null ? [] : [{ value: held.theirs, at }];
  const before = { base: held.ours ? base : held.theirs, former: [...former, ...theirs] };
  const puts = put ? putOn(put, value) : putOver(current, asOf, value);
  const next = { fact: value, mode, standing: 'written', wrote: value, ...before, at, put: puts } as const;
  return { write: { value }, trail: { ...next, ...(typed && { typed: lookedAt(typed, current) }) } };
}

/** Whose a field is at this moment, and what Kith put there, were it only what had been there before. */
function hold(current: string | undefined, trail: FieldTrail | undefined) {
  const former = trail?.former ?? [];
  const stands = trail?.put !== undefined && sameValue(trail.put.value, current);
  const { put, typed } = stands ? trail : { put: undefined, typed: undefined };
  if (trail !== undefined && trail.wrote !== null && sameValue(trail.wrote, current)) {
    return { ours: true, free: true, theirs: null, wrote: trail.wrote, base: trail.base, former, put, typed };
  }
  const theirs = current === undefined || isBlank(current) ? null : current;
  return { ours: false, free: theirs === null, theirs, wrote: null, base: null, former, put, typed };
}

/** @param found before it was known what became of the last write: where it was this one, it has only to be said. */
function madeGood(
  current: string | undefined,
  trail: FieldTrail,
  found: FieldTrail | undefined,
  now: Date,
): Decision | undefined {
  const decision = giveBack(current, trail, now);
  if (decision || trail === found) return decision;
  return trail.standing === 'given back' ? { trail, between: 'given back' } : { trail };
}

/** Only what Kith wrote itself is taken away: a person's later value stays. */
function putBack(
  why: 'withdrawn' | 'undone',
  current: string | undefined,
  trail: FieldTrail,
  now: Date,
): Decision {
  const ours = trail.wrote !== null && sameValue(trail.wrote, current);
  const at = now.toISOString();
  if (!ours) return { trail: trail.wrote === null ? trail : { ...letGo(trail), at } };
  // A fact that was withdrawn may come true again, and is written again then.
  const fact = why === 'withdrawn' ? null : trail.fact;
  const put = trail.put && putOn(trail.put, trail.base);
  const after = { ...trail, fact, standing: 'put back', wrote: null, base: null, at } as const;
  return { write: { value: trail.base }, trail: { ...after, ...(put && { put }) } };
}

/** A person's answer to a suggestion stands until the fact changes. */
export function answered(
  { fact, mode }: { readonly fact: string; readonly mode: WriteMode },
  accept: boolean,
  trail: FieldTrail | undefined,
  now: Date,
): FieldTrail {
  const before = trail ?? { wrote: null, base: null, former: [] };
  return { ...before, fact, mode, standing: accept ? 'accepted' : 'declined', at: now.toISOString() };
}

/** The trail once the CRM did not take what was decided: the field is as it was before. */
export function refusedBy(
  wish: Extract<Wish, { act: 'write' }>,
  before: FieldTrail | undefined,
  now: Date,
): FieldTrail {
  const { pending: _refused, ...as } = before ?? { wrote: null, base: null, former: [] };
  return { ...as, fact: wish.value, mode: wish.mode, standing: 'refused', at: now.toISOString() };
}

/** The trail once the CRM was seen to hold something else than Kith wrote: the field is a person's again. */
export function seen(current: string | undefined, trail: FieldTrail, now: Date): FieldTrail {
  // What is being written says itself what became of it.
  if (trail.pending || trail.wrote === null || sameValue(trail.wrote, current)) return trail;
  return { ...letGo(trail), at: now.toISOString() };
}
