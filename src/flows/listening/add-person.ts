import { Failure, POLICY } from '../../core/failure.ts';
import { untilNextLook } from '../../core/governance/forecast.ts';
import type { ContactId, InstallationId } from '../../core/ids.ts';
import { keyOf } from '../../core/profile.ts';
import type { ProfileKey } from '../../core/profile.ts';
import { statedPersonOf } from '../../core/record/new-contact.ts';
import type { Addition, Settled } from '../../ports/additions.ts';
import type { Crm } from '../../ports/crm.ts';
import type { ContactOutcome, NewContact } from '../../ports/crm-contacts.ts';
import type { CallBudget } from '../../ports/governance.ts';
import type { JobPayload } from '../../ports/queue.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { deriveAgain } from '../derive.ts';
import type { DeriveDeps } from '../derive.ts';
import { keepAndResolve } from '../take-in.ts';
import { whoIsToBeAdded } from './why-not-added.ts';

export type AddDeps = DeriveDeps & {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly budget: CallBudget;
  readonly now: Now;
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
};

/**
 * Adds somebody to the CRM for whom it was decided, and links them: each step may be done again, since the CRM adds them
 * once under their key. What a rule decided waits once the day's calls are spent; what a person did does not.
 * @throws Failure when the CRM does not answer: it is tried again.
 */
export async function addPerson(job: JobPayload<'add'>, deps: AddDeps): Promise<void> {
  const { installation, network, profile: id, insist } = job;
  const key: ProfileKey = { network, id };
  const waiting = await deps.store.inside(installation, (w) => ready(w, key, deps));
  if (!waiting) return;
  if (waiting.addition.rule !== undefined && (await deps.budget.isSpent(installation))) {
    const afterSeconds = untilNextLook(deps.now());
    return deps.store.inside(installation, (w) =>
      w.enqueue('add', [job], { key: `${keyOf(key)} tomorrow`, afterSeconds }),
    );
  }
  const settled = await asked(await deps.crmOf(installation), waiting.who, insist);
  if (!('crm' in settled)) {
    return deps.store.inside(installation, (w) => w.additions.settle(key, settled));
  }
  await link(installation, key, { ...settled, addition: waiting.addition }, deps);
}

interface Waiting {
  readonly addition: Addition;
  readonly who: NewContact;
}

async function ready(w: Workspace, key: ProfileKey, deps: AddDeps): Promise<Waiting | undefined> {
  const addition = (await w.additions.of([key])).get(keyOf(key));
  if (addition?.state !== 'waiting') return undefined;
  const found = await whoIsToBeAdded(w, key, deps.manners);
  if (found && 'profile' in found)
    return { addition, who: { key: addition.key, ...statedPersonOf(found.profile) } };
  await w.additions.settle(key, { state: 'refused', says: found?.refused ?? 'They are not kept any more.' });
  return undefined;
}

type Made = Extract<ContactOutcome, { readonly contact: ContactId }> & { readonly crm: Crm };

async function asked(crm: Crm, who: NewContact, insist: boolean): Promise<Settled | Made> {
  try {
    const outcome = await crm.addContact(who, { insist });
    if (outcome.outcome !== 'looks like') return { ...outcome, crm };
    return { state: 'looks like', others: outcome.others, mayInsist: outcome.mayInsist };
  } catch (error) {
    if (!(error instanceof Failure) || POLICY[error.kind].retry) throw error;
    return { state: 'refused', says: `${error.message}.` };
  }
}

/**
 * What was added is theirs: nobody has to look for them, and nothing is to be learnt from it, since the contact was made of
 * the profile. Of whom the CRM had already, a rule only proposes it.
 */
async function link(
  installation: InstallationId,
  key: ProfileKey,
  { crm, contact: id, outcome, addition }: Made & { readonly addition: Addition },
  deps: AddDeps,
): Promise<void> {
  const [contact] = await crm.contacts([id]);
  if (!contact) throw new Failure('unavailable', 'The CRM does not show the contact yet that it was given');
  const read = await crm.readFields?.();
  const at = deps.now();
  await deps.store.inside(installation, async (w) => {
    await keepAndResolve(w, [contact], read);
    if (!(await w.contacts.hold(id))) return w.additions.settle(key, { state: 'refused', says: ERASED });
    if (!(await w.profiles.find(key))) return w.additions.settle(key, { state: outcome, contact: id });
    await w.links.keepFound(id, [key]);
    await deriveAgain(w, id, deps);
    const verdict = { contact: id, network: key.network, profile: key.id, by: addition.by, at } as const;
    if (outcome === 'added' || addition.rule === undefined) {
      await w.links.decide({ ...verdict, says: 'confirmed' }, undefined);
      await deriveAgain(w, id, deps);
    }
    await w.additions.settle(key, { state: outcome, contact: id });
  });
  deps.forget(installation, id);
}

const ERASED = 'The CRM has them already, and they were erased here at their request.';
