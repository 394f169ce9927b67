import type { ContactId, InstallationId } from '../core/ids.ts';
import { viewOf } from '../core/record/view.ts';
import { wantedOf } from '../core/record/wanted.ts';
import type { Crm } from '../ports/crm.ts';
import type { AutomationCall, AutomationOutcome } from '../ports/crm-items.ts';
import type { Store, Workspace } from '../ports/store.ts';
import type { FindDeps } from './find-profiles.ts';
import { keepAndResolve } from './take-in.ts';

type Deps = Pick<FindDeps, 'networks' | 'now'> & {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
};

/** The input that names the networks to ask, separated by semicolons; empty means all. */
const NETWORKS = 'networks';

/**
 * A step of a customer's automation: sets out to find who the contact is, and answers at once with what is known. The
 * same call again is answered again, and sets out once.
 * @throws Failure when the contact is unknown here and the CRM does not answer.
 */
export async function automate(
  installation: InstallationId,
  call: AutomationCall,
  deps: Deps,
): Promise<AutomationOutcome> {
  const { store, crmOf } = deps;
  const before = await store.inside(installation, async (w) => {
    const erased = (await w.contacts.isErased([call.contact])).has(call.contact);
    return { erased, known: await w.contacts.find(call.contact) };
  });
  if (before.erased) return { outcome: 'no such contact' };
  // Workflows run on contacts that were made a moment ago: the event about it may still be on its way.
  const read = before.known ? [] : await (await crmOf(installation)).contacts([call.contact]);
  return store.inside(installation, async (w) => {
    const fresh = await keepAndResolve(w, read);
    if (!(await w.contacts.find(call.contact))) return { outcome: 'no such contact' };
    const first = await w.deliveries.firstSeen([`automation ${call.id}`]);
    if (first.size > 0 && fresh === 0) await setOut(w, call, deps);
    return known(w, call.contact, deps);
  });
}

async function setOut(w: Workspace, { contact, inputs }: AutomationCall, { networks }: Deps): Promise<void> {
  const named = (inputs[NETWORKS] ?? '').split(';').map((name) => name.trim().toLowerCase());
  const all = named.every((name) => name === '');
  const asked = [...networks.keys()].filter((network) => named.includes(network)).toSorted();
  if (!all && asked.length === 0) return;
  // Asking some networks is no substitute for asking all: each waits under a key of its own.
  const key = [contact, ...asked].join(' ');
  const only = all ? {} : { only: asked };
  await w.enqueue('resolve', [{ installation: w.installation, contact, ...only }], { key });
}

async function known(w: Workspace, contact: ContactId, { titles, now }: Deps): Promise<AutomationOutcome> {
  const facts = await w.record.rows(contact);
  if (!facts) return { outcome: 'no such contact' };
  const { influence } = wantedOf(viewOf(facts, { titles, now: now() }));
  const profiles = facts.links.filter(({ status }) => status === 'auto' || status === 'confirmed').length;
  return { outcome: 'known', profiles, ...(typeof influence === 'number' && { influence }) };
}
