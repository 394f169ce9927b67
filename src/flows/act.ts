import { answerOn } from '../core/identity/answer.ts';
import type { Answer } from '../core/identity/answer.ts';
import type { Verdict } from '../core/identity/link.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { deriveAgain, weighingOf } from './derive.ts';
import type { DeriveDeps } from './derive.ts';
import { learnSoon } from './learn.ts';
import { emptyTheirFields, removeTheirRows } from './write-patches.ts';

type Deps = DeriveDeps & {
  readonly store: Store;
  readonly now: Now;
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
};

/**
 * A person's word on a link: the verdict is remembered and the links are derived again, so that withdrawing it gives
 * exactly what there was.
 * @returns false when there is no such contact or the profile was never weighed for it.
 */
export async function decide(
  installation: InstallationId,
  verdict: Omit<Verdict, 'at'>,
  deps: Deps,
): Promise<boolean> {
  const decided = await deps.store.inside(installation, async (w) => {
    await w.contacts.hold(verdict.contact);
    const links = await w.links.of(verdict.contact);
    if (!links.some((l) => l.network === verdict.network && l.profile === verdict.profile)) return false;
    await w.links.decide({ ...verdict, at: deps.now() }, await answerTo(w, verdict, deps));
    await learnSoon(w);
    await deriveAgain(w, verdict.contact, deps);
    return true;
  });
  deps.forget(installation, verdict.contact);
  return decided;
}

/** What the pair is judged by now, to learn from the answer. */
async function answerTo(
  w: Workspace,
  { contact: id, network, profile }: Omit<Verdict, 'at'>,
  deps: DeriveDeps,
): Promise<Answer | undefined> {
  const contact = await w.contacts.find(id);
  if (!contact) return undefined;
  const { profiles, unjudged, matching } = await weighingOf(w, contact, deps);
  const asked = profiles.find((one) => one.network === network && one.id === profile);
  // What was said of others is no part of the answer: taking that back must not change what this one taught.
  return asked && answerOn(contact, asked, [...unjudged, asked], deps.grammars, matching.counts);
}

/** Asks the networks about a contact again. @returns false when there is no such contact. */
export function refresh(
  installation: InstallationId,
  contact: ContactId,
  { store }: Pick<Deps, 'store'>,
): Promise<boolean> {
  return store.inside(installation, async (w) => {
    if (!(await w.contacts.find(contact))) return false;
    await w.enqueue('resolve', [{ installation, contact }], { key: contact });
    return true;
  });
}

/**
 * Erases all that is kept about a person, here and in what Kith keeps in the CRM, and keeps them from coming back by a late
 * event.
 */
export async function erase(
  installation: InstallationId,
  contact: ContactId,
  deps: Pick<Deps, 'store' | 'now' | 'forget'>,
): Promise<{ readonly contacts: number; readonly profiles: number; readonly posts: number }> {
  const erased = await deps.store.inside(installation, async (w) => {
    await emptyTheirFields(w, contact);
    const gone = await w.contacts.erase(contact, deps.now());
    await removeTheirRows(w);
    await learnSoon(w);
    return gone;
  });
  deps.forget(installation, contact);
  return erased;
}
