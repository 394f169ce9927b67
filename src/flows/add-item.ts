import { Failure } from '../core/failure.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Ability, AddedItem, NewItem } from '../ports/crm-items.ts';
import type { Store } from '../ports/store.ts';

export type NewContactItem = Exclude<NewItem, { readonly kind: 'list' }>;

interface Deps {
  readonly store: Pick<Store, 'inside'>;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
}

/** The right that each kind of item needs. */
const NEEDS = { task: 'tasks', note: 'notes', ticket: 'tickets' } as const satisfies Record<
  NewContactItem['kind'],
  Ability
>;

/**
 * Puts what a person asks for into the CRM, at a contact that Kith knows, once an admin let Kith write there.
 * Adding under the same key adds nothing.
 * @throws Failure when the CRM does not answer or is not connected.
 */
export async function addItem(
  installation: InstallationId,
  item: NewContactItem,
  { store, crmOf }: Deps,
): Promise<AddedItem | 'no such contact' | 'not granted' | 'not approved'> {
  const { there, approval } = await store.inside(installation, async (w) => ({
    there: await w.contacts.find(item.contact),
    approval: (await w.governance.read()).approval,
  }));
  if (!there) return 'no such contact';
  if (!approval) return 'not approved';
  const crm = await crmOf(installation);
  if (!crm.abilities().has(NEEDS[item.kind])) return 'not granted';
  try {
    return await crm.add(item);
  } catch (error) {
    // A right that was granted may have been taken back since.
    if (error instanceof Failure && NOT_GRANTED.has(error.kind)) return 'not granted';
    throw error;
  }
}

const NOT_GRANTED: ReadonlySet<Failure['kind']> = new Set(['unauthorized', 'forbidden']);
