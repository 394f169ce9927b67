import { refusedBy } from '../core/governance/mapped-write.ts';
import type { FieldTrail } from '../core/governance/field-trail.ts';
import { intended } from '../core/governance/pending-write.ts';
import { settled, unseen } from '../core/governance/typed-between.ts';
import type { ContactId } from '../core/ids.ts';
import type { PatchOutcome } from '../ports/patch-outcome.ts';
import type { Workspace } from '../ports/store.ts';
import type { Decided } from './mapped-values.ts';

type Trails = ReadonlyMap<ContactId, Readonly<Record<string, FieldTrail>>>;

/**
 * Keeps what is about to be written into mapped fields, to be committed before it is: a crash in the middle of the call
 * must not make Kith take its own value for a person's, nor forget theirs. @returns whether anything is to be written.
 */
export async function intend(w: Workspace, decided: readonly Decided[]): Promise<boolean> {
  const writes = decided.filter(({ decision }) => decision.write);
  if (writes.length === 0) return false;
  const there = await w.mapped.hold(contactsOf(writes));
  await w.mapped.keep(
    writes.map(({ contact, field, look, decision: { trail } }) => ({
      ...{ contact, field },
      trail: intended(there.get(contact)?.[field], look.value, trail),
    })),
  );
  return true;
}

/** What became of the patches, and of the mapped fields in them. */
export interface Became {
  readonly outcomes: readonly PatchOutcome[];
  /** What the CRM did not take. */
  readonly refused: (one: Decided) => boolean;
}

/** Keeps the trails as they are once it is done; what was told meanwhile of what people typed is minded. */
export async function settleMapped(
  w: Workspace,
  decided: readonly Decided[],
  { outcomes, refused }: Became,
  now: Date,
): Promise<void> {
  const of = new Map(outcomes.map((one) => [one.contact, one]));
  const there = decided.filter(({ contact }) => of.get(contact)?.outcome !== 'contact gone');
  if (there.length === 0) return;
  const held = await w.mapped.hold(contactsOf(there));
  const isDone = (one: Decided) =>
    !one.decision.write || (of.get(one.contact)?.outcome === 'written' && !refused(one));
  const kept = there.flatMap((one) => {
    const outcome = of.get(one.contact);
    const until = outcome?.outcome === 'written' && one.decision.write ? outcome.at : undefined;
    const trail = isDone(one) ? done(one, held, until) : undone(one, held, refused(one), now);
    return trail ? [{ contact: one.contact, field: one.field, trail }] : [];
  });
  await w.mapped.keep(kept);
  const between = there
    .filter(isDone)
    .flatMap(({ contact, field, decision }) =>
      decision.between ? [{ contact, field, at: now, became: decision.between }] : [],
    );
  await w.mapped.note(between);
  // What was typed while this was written, or stood behind what was made good now, is asked of the field next.
  const next = [...between, ...kept.filter(({ trail }) => unseen(trail))];
  await deriveAgain(
    w,
    next.map(({ contact }) => contact),
  );
}

const contactsOf = (decided: readonly Decided[]) => [...new Set(decided.map(({ contact }) => contact))];

function done({ contact, field, decision }: Decided, held: Trails, until: Date | undefined): FieldTrail {
  return settled(decision.trail, { typed: held.get(contact)?.[field]?.typed, until });
}

/** Nothing was written: the field is as it was. */
function undone(one: Decided, held: Trails, isRefused: boolean, now: Date): FieldTrail | undefined {
  const { contact, field, wish, before } = one;
  if (isRefused && wish.act === 'write') return refusedBy(wish, before, now);
  const trail = held.get(contact)?.[field];
  if (!trail) return undefined;
  const { pending: _never, ...as } = trail;
  return as;
}

/** What the record asks of these contacts' fields is derived anew. */
export async function deriveAgain(w: Workspace, contacts: readonly ContactId[]): Promise<void> {
  const { installation } = w;
  for (const contact of new Set(contacts)) {
    await w.enqueue('record', [{ installation, contact }], { key: contact });
  }
}
