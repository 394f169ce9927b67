import type { FieldTrail } from '../core/governance/field-trail.ts';
import { decideOn, refusedBy, seen } from '../core/governance/mapped-write.ts';
import type { Decision, Wish } from '../core/governance/mapped-write.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Waiting } from '../ports/governance.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';

/** One wish, decided by what the CRM shows. */
export interface Decided {
  readonly contact: ContactId;
  readonly field: string;
  readonly wish: Wish;
  readonly current: string | undefined;
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
  const [trails, values] = [await w.mapped.trails(contacts), await crm.values(contacts, fields)];
  return asking.flatMap(({ contact, field, wish }) => {
    const before = trails.get(contact)?.[field];
    const current = values.get(contact)?.[field];
    const decision = decideOn(wish, current, before, now);
    return decision ? [{ contact, field, wish, current, before, decision }] : [];
  });
}

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

/** The trails as they are once it is done. @param refused what the CRM did not take. */
export function trailsAfter(
  decided: readonly Decided[],
  refused: (one: Decided) => boolean,
  now: Date,
): readonly { contact: ContactId; field: string; trail: FieldTrail }[] {
  return decided.flatMap((one) => {
    const { contact, field, wish, before, decision } = one;
    if (!decision.write || !refused(one)) return [{ contact, field, trail: decision.trail }];
    return wish.act === 'write' ? [{ contact, field, trail: refusedBy(wish, before, now) }] : [];
  });
}

interface LookDeps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
}

/** Contacts were changed in the CRM: where a person changed what Kith wrote, the field is theirs again. */
export async function lookAgain(
  installation: InstallationId,
  contacts: readonly ContactId[],
  { store, crmOf, now }: LookDeps,
): Promise<void> {
  const before = await store.inside(installation, (w) => w.mapped.trails(contacts));
  const held = [...before].flatMap(([contact, trails]) =>
    Object.entries(trails).flatMap(([field, trail]) =>
      trail.wrote === null ? [] : [{ contact, field, trail }],
    ),
  );
  if (held.length === 0) return;
  const there = [...new Set(held.map(({ contact }) => contact))];
  const values = await (
    await crmOf(installation)
  ).values(there, [...new Set(held.map(({ field }) => field))]);
  await store.inside(installation, async (w) => {
    const trails = await w.mapped.trails(there);
    const changed = held.flatMap(({ contact, field, trail }) => {
      const current = values.get(contact);
      const standing = trails.get(contact)?.[field];
      // Written once more since we looked: what we saw is from before that.
      if (!current || standing?.wrote !== trail.wrote) return [];
      const after = seen(current[field], standing, now());
      return after === standing ? [] : [{ contact, field, trail: after }];
    });
    await w.mapped.keep(changed);
  });
}
