import { seen } from '../core/governance/mapped-write.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
}

/** Contacts were changed in the CRM: where a person changed what Kith wrote, the field is theirs again. */
export async function lookAgain(
  installation: InstallationId,
  contacts: readonly ContactId[],
  { store, crmOf, now }: Deps,
): Promise<void> {
  const before = await store.inside(installation, (w) => w.mapped.trails(contacts));
  const held = [...before].flatMap(([contact, trails]) =>
    Object.entries(trails).flatMap(([field, trail]) =>
      trail.wrote === null ? [] : [{ contact, field, trail }],
    ),
  );
  if (held.length === 0) return;
  const there = [...new Set(held.map(({ contact }) => contact))];
  const crm = await crmOf(installation);
  const shown = await crm.look(there, [...new Set(held.map(({ field }) => field))]);
  await store.inside(installation, async (w) => {
    const trails = await w.mapped.hold(there);
    const changed = held.flatMap(({ contact, field, trail }) => {
      const current = shown.get(contact);
      const standing = trails.get(contact)?.[field];
      // Written once more since we looked: what we saw is from before that.
      if (!current || standing?.wrote !== trail.wrote) return [];
      const after = seen(current.values[field], standing, now());
      return after === standing ? [] : [{ contact, field, trail: after }];
    });
    await w.mapped.keep(changed);
  });
}
