import type { Contact } from '../core/contact.ts';
import type { ContactId, DeliveryId, InstallationId } from '../core/ids.ts';
import type { Crm, CrmConnector, CrmEvent } from '../ports/crm.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly crms: ReadonlyMap<string, CrmConnector>;
  readonly now: Now;
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/**
 * Gives a kept delivery its effect. Events are hints, the CRM is the truth: changed contacts are read from it, so
 * late, reordered and repeated events end in the same state. Each event takes effect once, in the transaction that
 * remembers it.
 */
export async function takeIn(installation: InstallationId, id: DeliveryId, deps: Deps): Promise<void> {
  try {
    const delivery = await deps.store.inside(installation, (w) => w.deliveries.find(id));
    if (!delivery || delivery.status === 'done') return;
    const events = deps.crms.get(delivery.connector)?.events(delivery.body) ?? [];
    const named = contactsToRead(events);
    const contacts = named.length === 0 ? [] : await (await deps.crmOf(installation)).contacts(named);
    await deps.store.inside(installation, async (w) => {
      const fresh = await w.deliveries.firstSeen(events.map((event) => event.id));
      await apply(
        w,
        events.filter((event) => fresh.has(event.id)),
        contacts,
        deps.now(),
      );
      await w.deliveries.mark(id, 'done');
    });
    for (const event of events) deps.forget(installation, event.contact);
  } catch (error) {
    const says = error instanceof Error ? error.message : 'unknown trouble';
    await deps.store.inside(installation, (w) => w.deliveries.mark(id, 'failed', says));
    throw error;
  }
}

function contactsToRead(events: readonly CrmEvent[]): readonly ContactId[] {
  return [
    ...new Set(events.filter((e) => e.kind === 'changed' || e.kind === 'merged').map((e) => e.contact)),
  ];
}

async function apply(
  w: Workspace,
  events: readonly CrmEvent[],
  contacts: readonly Contact[],
  now: Date,
): Promise<void> {
  const there = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const event of events.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (event.kind === 'erased') await w.contacts.erase(event.contact, now);
    if (event.kind === 'deleted') await w.contacts.remove(event.contact);
    for (const gone of event.gone ?? []) await w.contacts.remove(gone, event.contact);
  }
  const read = [...new Set(contactsToRead(events))];
  for (const id of read.filter((one) => !there.has(one))) await w.contacts.remove(id);
  await keepAndResolve(
    w,
    read.flatMap((id) => there.get(id) ?? []),
  );
}

/** Keeps contacts and sets out to find those that are new or changed. @returns how many those are. */
export async function keepAndResolve(w: Workspace, contacts: readonly Contact[]): Promise<number> {
  const changed = await w.contacts.keep(contacts);
  for (const contact of changed) {
    await w.enqueue('resolve', [{ installation: w.installation, contact }], { key: contact });
  }
  return changed.length;
}
