import { heard, isInDoubt, unseen } from '../core/governance/typed-between.ts';
import type { ToldChange } from '../core/governance/typed-between.ts';
import type { FieldTrail } from '../core/governance/field-trail.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Crm, CrmEvent } from '../ports/crm.ts';
import type { TypedBetween } from '../ports/governance.ts';
import type { Store, Workspace } from '../ports/store.ts';
import type { Decided } from './mapped-values.ts';
import { deriveAgain } from './write-mapped.ts';

/**
 * The CRM told of changes: where somebody typed into a field between Kith's look and its write, that is kept at the field,
 * and the record asks for it. Whoever is looking or writing there at this moment is waited for.
 */
export async function hearTyped(w: Workspace, events: readonly CrmEvent[]): Promise<void> {
  const telling = events.filter(({ changes, unsaid }) => unsaid || (changes?.length ?? 0) > 0);
  if (telling.length === 0) return;
  const told = Map.groupBy(
    telling.flatMap(({ contact, at, changes = [] }) =>
      changes.map((change) => ({ contact, change: { ...change, at } })),
    ),
    ({ contact }) => contact,
  );
  const contacts = [...new Set(telling.map(({ contact }) => contact))].toSorted();
  // The contacts first, as whoever derives a record does: else each would wait for the other.
  await Promise.all(contacts.map((contact) => w.contacts.hold(contact)));
  await w.outbox.writers(contacts);
  const changes = new Map([...told].map(([contact, all]) => [contact, all.map(({ change }) => change)]));
  await keepTold(w, contacts, changes);
  await doubt(
    w,
    telling.filter(({ unsaid }) => unsaid),
  );
}

/** Whoever has nothing of Kith's in a field loses nothing to it. */
async function keepTold(
  w: Workspace,
  contacts: readonly ContactId[],
  told: ReadonlyMap<ContactId, readonly ToldChange[]>,
): Promise<void> {
  const held = await w.mapped.hold(contacts);
  const changed = [...held].flatMap(([contact, trails]) =>
    Object.entries(trails).flatMap(([field, trail]) => {
      const own = (told.get(contact) ?? []).filter((change) => change.field === field);
      const after = inOrder(own).reduce(heard, trail);
      return after === trail ? [] : [{ contact, field, trail: after }];
    }),
  );
  await w.mapped.keep(changed);
  await deriveAgain(
    w,
    changed.filter(({ trail }) => unseen(trail)).map(({ contact }) => contact),
  );
  await w.mapped.note([...held].flatMap(([contact, trails]) => unsaidOf(contact, trails, told.get(contact))));
}

const inOrder = (changes: readonly ToldChange[]) =>
  changes.toSorted((a, b) => a.at.getTime() - b.at.getTime());

/** Changes of which the CRM does not say what they were. */
function unsaidOf(
  contact: ContactId,
  trails: Readonly<Record<string, FieldTrail>>,
  told: readonly ToldChange[] = [],
): readonly TypedBetween[] {
  return told
    .filter(({ value, by }) => value === undefined && by !== 'Kith')
    .flatMap(({ field, at }) => {
      const trail = trails[field];
      return trail && isInDoubt(trail, at) ? [{ contact, field, at, became: 'cannot know' as const }] : [];
    });
}

/** Something happened to these contacts, and the CRM cannot say what. */
async function doubt(w: Workspace, events: readonly CrmEvent[]): Promise<void> {
  const held = await w.mapped.trails(events.map(({ contact }) => contact));
  await w.mapped.note(
    events.flatMap(({ contact, at }) =>
      Object.entries(held.get(contact) ?? {}).flatMap(([field, trail]) =>
        isInDoubt(trail, at) ? [{ contact, field, at, became: 'cannot know' as const }] : [],
      ),
    ),
  );
}

/** What people typed has come to the CRM's history by then. */
const HISTORY_SECONDS = 60;

/** Of some fields no event tells: what became of them is looked up where the CRM keeps it. */
export async function lookBackSoon(w: Workspace, crm: Crm, decided: readonly Decided[]): Promise<void> {
  const { history } = crm;
  if (!history) return;
  const silent = decided.filter(({ field, decision }) => decision.write && !history.tells(field));
  const contacts = [...new Set(silent.map(({ contact }) => contact))];
  const [first] = contacts;
  if (first === undefined) return;
  const { installation } = w;
  await w.enqueue('history', [{ installation, contacts }], { key: first, afterSeconds: HISTORY_SECONDS });
}

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
}

/**
 * What events did not tell, or may not have: whether somebody typed into fields of these contacts while Kith wrote there.
 * Where the CRM keeps no history, what was written since nothing was told is said to be in doubt.
 * @param since nothing may have been told from then on; absent: events came, but not of every field.
 */
export async function lookBack(
  installation: InstallationId,
  contacts: readonly ContactId[],
  since: Date | undefined,
  { store, crmOf }: Deps,
): Promise<void> {
  const written = await store.inside(installation, (w) => w.mapped.trails(contacts));
  const puts = [...written].flatMap(([contact, trails]) =>
    Object.entries(trails).flatMap(([field, trail]) => (trail.put ? [{ contact, field, trail }] : [])),
  );
  if (puts.length === 0) return;
  const ids = [...new Set(puts.map(({ contact }) => contact))];
  const { history } = await crmOf(installation);
  if (history) {
    const told = await history.read(ids, [...new Set(puts.map(({ field }) => field))]);
    return store.inside(installation, async (w) => {
      await w.outbox.writers(ids);
      await keepTold(w, ids.toSorted(), told);
    });
  }
  if (since === undefined) return;
  const doubtful = puts.filter(({ trail }) => Date.parse(trail.at) >= since.getTime());
  await store.inside(installation, (w) =>
    w.mapped.note(
      doubtful.map(({ contact, field, trail }) => ({
        ...{ contact, field, at: new Date(trail.at), became: 'cannot know' as const },
      })),
    ),
  );
}
