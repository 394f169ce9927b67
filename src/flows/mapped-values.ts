import type { FieldTrail } from '../core/governance/field-trail.ts';
import { decideOn } from '../core/governance/mapped-write.ts';
import type { Decision, Look, Wish } from '../core/governance/mapped-write.ts';
import type { ContactId } from '../core/ids.ts';
import type { Crm, Shown } from '../ports/crm.ts';
import type { Waiting } from '../ports/governance.ts';
import type { Workspace } from '../ports/store.ts';

/** One wish, decided by what the CRM shows. */
export interface Decided {
  readonly contact: ContactId;
  readonly field: string;
  readonly wish: Wish;
  readonly look: Look;
  readonly before: FieldTrail | undefined;
  readonly decision: Decision;
}

/** Decides on all that is asked of mapped fields, with one look into the CRM; with none where nothing is asked. */
export async function decideAll(
  w: Workspace,
  crm: Crm,
  waiting: readonly Waiting[],
  now: Date,
): Promise<readonly Decided[]> {
  const asking = waiting.flatMap(({ contact, wishes = {} }) =>
    Object.entries(wishes).map(([field, wish]) => ({ contact, field, wish })),
  );
  if (asking.length === 0) return [];
  const contacts = [...new Set(asking.map(({ contact }) => contact))];
  const fields = [...new Set(asking.map(({ field }) => field))];
  const [trails, values] = [await w.mapped.trails(contacts), await crm.look(contacts, fields)];
  return asking.flatMap(({ contact, field, wish }) => {
    const before = trails.get(contact)?.[field];
    const look = lookAt(values.get(contact), field, now);
    const decision = decideOn(wish, look, before, now);
    return decision ? [{ contact, field, wish, look, before, decision }] : [];
  });
}

/** One field of what a look showed. Into a contact that is gone nothing is written, whatever is decided. */
export const lookAt = (shown: Shown | undefined, field: string, now: Date): Look => ({
  value: shown?.values[field],
  asOf: shown?.asOf ?? now,
});

/** What a contact's patch writes into mapped fields; undefined when that is nothing. */
export function mappedOf(
  contact: ContactId,
  decided: readonly Decided[],
): Readonly<Record<string, string | null>> | undefined {
  const writes = decided.flatMap((one) =>
    one.contact === contact && one.decision.write ? [[one.field, one.decision.write.value] as const] : [],
  );
  return writes.length === 0 ? undefined : Object.fromEntries(writes);
}
