import { isBlank, sameValue } from './field-trail.ts';
import type { FieldTrail, Put, Typed } from './field-trail.ts';

/** A change of one field, as a CRM tells it or keeps it in its history. */
export interface ToldChange {
  readonly field: string;
  /** `null`: it was emptied. Absent where the CRM does not say. */
  readonly value?: string | null;
  /** By the CRM's clock. */
  readonly at: Date;
  /** Another program is somebody too. `unsaid`: a program, and the CRM does not say which. */
  readonly by: 'Kith' | 'somebody' | 'unsaid';
}

/**
 * A contact's moment of change and the event of that change differ by as much: a CRM stamps a record when it is saved, and
 * tells when the whole transaction is committed.
 */
const COMMIT_MS = 10_000;

/**
 * The trail once the CRM told of a change. Only what may have been written over unseen is kept, and of several the newest:
 * events may come late, twice and in any order.
 */
export function heard(trail: FieldTrail, told: ToldChange): FieldTrail {
  const { value, at } = told;
  if (value === undefined) return trail;
  const puts = [trail.put, trail.pending?.put].filter((put) => put !== undefined);
  if (isOurs(puts, told) || !puts.some((put) => isBetween(put, at))) return trail;
  const known = trail.typed;
  if (known && at.getTime() < Date.parse(known.at)) return trail;
  // Told twice, it may have been looked at since.
  if (known && at.getTime() === Date.parse(known.at) && sameValue(known.value, value)) return trail;
  const isSeen =
    puts.every((put) => isWhatWasSeen(put, value, at)) && (known === undefined || known.seen === true);
  const typed: Typed = { value, at: at.toISOString(), ...(isSeen && { seen: true as const }) };
  return { ...trail, typed };
}

/** Where a program wrote and the CRM does not say which, it is Kith's own that says what Kith put there. */
const isOurs = (puts: readonly Put[], { by, value }: ToldChange): boolean =>
  by === 'Kith' || (by === 'unsaid' && puts.some(({ ours }) => ours.some((own) => sameValue(own, value))));

/** Whether it happened after Kith had looked, and before it wrote as far as that is known. */
function isBetween(put: Put, at: Date): boolean {
  const ms = at.getTime();
  return ms >= Date.parse(put.since) && (put.until === undefined || ms <= Date.parse(put.until));
}

const isWhatWasSeen = ({ saw, since }: Put, value: string | null, at: Date): boolean =>
  sameValue(saw, value) && at.getTime() <= Date.parse(since) + COMMIT_MS;

/** What somebody typed that Kith wrote over without having seen it, and that neither stands there nor is kept. */
export function unseen(trail: FieldTrail): Typed | undefined {
  const { put, typed } = trail;
  if (!put || !typed || typed.seen || sameValue(typed.value, put.value)) return undefined;
  return isKept(trail) && sameValue(typed.value, trail.base) ? undefined : typed;
}

/** An admin wants Kith's value whatever stands there: what was typed is kept, and comes back with an undo. */
const isKept = ({ mode, wrote }: FieldTrail): boolean => mode === 'overwrite' && wrote !== null;

/** Whether what stands in the field is Kith's, over something that was typed while it wrote, and that is kept. */
export const isKeptOver = (trail: FieldTrail): boolean =>
  isKept(trail) &&
  trail.typed !== undefined &&
  trail.typed.seen !== true &&
  sameValue(trail.typed.value, trail.base) &&
  !sameValue(trail.typed.value, trail.put?.saw);

/** What becomes of a value that Kith wrote over without having seen it. */
export type Between = 'given back' | 'kept';

/**
 * Makes good what was written over unseen.
 * @param current what stands there now: whatever is not Kith's was typed later, and stays.
 */
export function giveBack(
  current: string | undefined,
  trail: FieldTrail,
  now: Date,
):
  | {
      readonly write?: { readonly value: string | null };
      readonly trail: FieldTrail;
      readonly between?: Between;
    }
  | undefined {
  const typed = unseen(trail);
  if (!typed || !trail.put) return undefined;
  const at = now.toISOString();
  if (!sameValue(current, trail.put.value)) return { trail: { ...letGo(trail), at } };
  if (isKept(trail)) {
    const theirs = typed.value === null || isBlank(typed.value) ? [] : [{ value: typed.value, at: typed.at }];
    const former = [...trail.former, ...theirs];
    return { trail: { ...trail, base: typed.value, former, at }, between: 'kept' };
  }
  const put = putOn(trail.put, typed.value);
  return {
    write: { value: typed.value },
    trail: { ...trail, standing: standingOnce(trail), wrote: null, base: null, put, at },
    between: 'given back',
  };
}

/** Where nothing of Kith's own stood, because it had put back what was there, its value is asked about no more than before. */
const standingOnce = ({ wrote, standing }: FieldTrail) => (wrote === null ? standing : 'given back');

/** Somebody else's value stands: nothing of Kith's can be in anybody's way any more. */
export function letGo({ put: _put, typed: _typed, ...trail }: FieldTrail): FieldTrail {
  const standing = trail.wrote === null ? trail.standing : 'changed';
  return { ...trail, standing, wrote: null, base: null };
}

/** So many own values are told from somebody else's. */
const OURS = 20;

/** Kith puts something where its own stands: what it had seen at first holds. */
export function putOn({ until: _earlier, ...put }: Put, value: string | null): Put {
  return { ...put, value, ours: [...put.ours, value ?? ''].slice(-OURS) };
}

/** What was typed stands there, and a look has seen it. */
export const lookedAt = (typed: Typed, current: string | undefined): Typed =>
  sameValue(typed.value, current) ? { ...typed, seen: true } : typed;

/** Kith puts something where somebody else's value, or nothing, stands. @param asOf see `Look` */
export function putOver(current: string | undefined, asOf: Date, value: string | null): Put {
  return { value, saw: current ?? null, since: asOf.toISOString(), ours: [value ?? ''] };
}

/** The trail once it is written. @param typed what was told meanwhile; `until` when it was written, where the CRM says so. */
export function settled(
  trail: FieldTrail,
  { typed, until }: { readonly typed?: Typed | undefined; readonly until?: Date | undefined },
): FieldTrail {
  const timed = trail.put && until ? { ...trail, put: { ...trail.put, until: until.toISOString() } } : trail;
  if (!typed) return timed;
  return heard(timed, { field: '', value: typed.value, at: new Date(typed.at), by: 'somebody' });
}

/** A write is under way for no longer than so. */
const WRITING_MS = 300_000;

/** Whether somebody may have typed in while Kith wrote, by a moment of which the CRM tells only that something happened. */
export function isInDoubt({ put, at }: FieldTrail, moment: Date): boolean {
  return put !== undefined && Math.abs(moment.getTime() - Date.parse(at)) <= WRITING_MS;
}
