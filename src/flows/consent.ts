import type { Consent } from '../core/governance/consent.ts';
import { statedBy } from '../core/identity/plan.ts';
import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { deriveAgain } from './derive.ts';
import type { DeriveDeps } from './derive.ts';
import { learnSoon } from './learn.ts';

type Deps = DeriveDeps & {
  readonly store: Store;
  readonly now: Now;
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
};

/** What persons agreed to, as the API asks for it. */
export interface Consents {
  /** `undefined`: no such contact. */
  list(at: InstallationId, contact: ContactId): Promise<readonly Consent[] | undefined>;
  /**
   * Records a consent; the network is then asked. `no need`: its terms do not ask for any. `not yet`: it is dated more
   * than a day ahead, further than the clocks of the world are apart.
   */
  give(
    at: InstallationId,
    consent: Omit<Consent, 'at'> & { readonly at?: Date | undefined },
  ): Promise<'given' | 'no such contact' | 'no such network' | 'no need' | 'not yet'>;
  /** Takes it back: what was kept on it goes from here and from the CRM. `false`: there was none. */
  withdraw(at: InstallationId, contact: ContactId, network: NetworkId): Promise<boolean>;
}

export function openConsents(deps: Deps): Consents {
  return {
    list: (at, contact) =>
      deps.store.inside(at, async (w) =>
        (await w.contacts.find(contact)) ? w.consents.of(contact) : undefined,
      ),
    give: (at, consent) => give(at, consent, deps),
    withdraw: (at, contact, network) => withdraw(at, contact, network, deps),
  };
}

const DAY_MS = 86_400_000;

const give: (
  at: InstallationId,
  consent: Parameters<Consents['give']>[1],
  deps: Deps,
) => ReturnType<Consents['give']> = async (installation, consent, deps) => {
  const { contact, network } = consent;
  const terms = deps.manners.get(network)?.terms;
  if (!terms) return 'no such network';
  if (!terms.needsConsent) return 'no need';
  if (consent.at && consent.at.getTime() > deps.now().getTime() + DAY_MS) return 'not yet';
  const given = await deps.store.inside(installation, async (w) => {
    if (!(await w.contacts.hold(contact))) return false;
    await w.consents.keep({ ...consent, at: consent.at ?? deps.now() });
    await w.enqueue('resolve', [{ installation, contact, only: [network] }]);
    return true;
  });
  deps.forget(installation, contact);
  return given ? 'given' : 'no such contact';
};

async function withdraw(
  installation: InstallationId,
  contact: ContactId,
  network: NetworkId,
  deps: Deps,
): Promise<boolean> {
  const withdrawn = await deps.store.inside(installation, async (w) => {
    // Whoever asks the network at this moment keeps nothing of its answer: it waits for this, and looks again.
    const kept = await w.contacts.hold(contact);
    const stated = kept ? statedBy(kept, deps.grammars).filter((one) => one.network === network) : [];
    const named = stated.map(({ handle }) => handle);
    if (!(await w.consents.withdraw(contact, network, named))) return false;
    await learnSoon(w);
    await deriveAgain(w, contact, deps);
    return true;
  });
  deps.forget(installation, contact);
  return withdrawn;
}
