import { Failure } from '../core/failure.ts';
import type { ContactId } from '../core/ids.ts';
import type { Patch } from '../core/record/patch.ts';
import type { Crm } from '../ports/crm.ts';
import type { PatchOutcome } from '../ports/patch-outcome.ts';
import type { Waiting } from '../ports/governance.ts';
import { mappedOf } from './mapped-values.ts';
import type { Decided } from './mapped-values.ts';

export interface Written {
  readonly outcomes: readonly PatchOutcome[];
  /** Contacts of which only Kith's own fields were taken. */
  readonly refused: ReadonlySet<ContactId>;
}

/**
 * One call for all. Where the CRM does not take what a mapped field should hold, Kith's own fields of that contact are
 * sent once more without it. @param missing filled with mapped fields that the CRM no longer has.
 */
export async function writeDecided(
  crm: Crm,
  waiting: readonly Waiting[],
  decided: readonly Decided[],
  missing: Set<string>,
): Promise<Written> {
  const patches = patchesOf(waiting, decided, missing);
  const outcomes = await crm.write(patches.filter(saysSomething)).catch(async (error: unknown) => {
    if (!(error instanceof Failure) || error.kind !== 'rejected' || missing.size > 0) throw error;
    const lost = await lostFields(crm, decided);
    if (lost.length === 0) throw error;
    for (const field of lost) missing.add(field);
    return crm.write(patchesOf(waiting, decided, missing).filter(saysSomething));
  });
  const nothing = patches.filter((patch) => !saysSomething(patch)).map(done);
  const refused = new Set(
    outcomes
      .filter((one) => one.outcome === 'refused' && mappedOf(one.contact, decided) !== undefined)
      .map((one) => one.contact),
  );
  const own = patches
    .filter(({ contact }) => refused.has(contact))
    .map(({ contact, fields, rows }): Patch => ({ contact, fields, ...(rows && { rows }) }));
  const again = await crm.write(own.filter(saysSomething));
  const settled = [...again, ...own.filter((patch) => !saysSomething(patch)).map(done)];
  return {
    outcomes: [...outcomes.filter((one) => !refused.has(one.contact)), ...settled, ...nothing],
    refused,
  };
}

function patchesOf(
  waiting: readonly Waiting[],
  decided: readonly Decided[],
  missing: ReadonlySet<string>,
): readonly Patch[] {
  const there = decided.filter(({ field }) => !missing.has(field));
  const asOf = new Map(there.map(({ contact, look }) => [contact, look.asOf]));
  return waiting.map((one) => {
    const mapped = mappedOf(one.contact, there);
    const seen = mapped && asOf.get(one.contact);
    return { ...patchOf(one), ...(mapped && { mapped }), ...(seen && { asOf: seen }) };
  });
}

export function patchOf({ contact, fields, rows }: Waiting): Patch {
  return { contact, fields, ...(rows && { rows }) };
}

const saysSomething = ({ fields, mapped, rows }: Patch) =>
  mapped !== undefined || rows !== undefined || Object.keys(fields).length > 0;
const done = ({ contact }: Patch): PatchOutcome => ({ contact, outcome: 'written' });

/** Mapped fields that somebody took away in the CRM since they were mapped. */
async function lostFields(crm: Crm, decided: readonly Decided[]): Promise<readonly string[]> {
  const mapped = new Set(decided.flatMap(({ field, decision }) => (decision.write ? [field] : [])));
  if (mapped.size === 0) return [];
  const there = new Set((await crm.fields()).filter(({ writable }) => writable).map(({ name }) => name));
  return [...mapped].filter((field) => !there.has(field));
}
