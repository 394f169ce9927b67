import { agreedFor } from '../core/governance/agreed.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import type { NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { Agreed } from '../ports/consents.ts';
import type { Workspace } from '../ports/store.ts';
import type { Manners } from './tend.ts';

interface Deps {
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly grammars: readonly AddressGrammar[];
}

const needsConsent = ({ network }: ProfileKey, { manners }: Deps) =>
  manners.get(network)?.terms.needsConsent ?? true;

/**
 * Who of these may be kept: everybody where the terms ask for no consent, else those who agreed. Contacts that agreed
 * and are not linked yet are derived again, since now there is something to link.
 * @returns their keys.
 */
export async function keepable(
  w: Workspace,
  authors: readonly Profile[],
  deps: Deps,
): Promise<ReadonlySet<string>> {
  const may = new Set(authors.filter((one) => !needsConsent(one, deps)).map(keyOf));
  const asking = Map.groupBy(
    authors.filter((one) => needsConsent(one, deps)),
    ({ network }) => network,
  );
  for (const [network, profiles] of asking) {
    const agreed = await w.consents.agreed(network, profiles.flatMap(namesOf));
    for (const profile of profiles) {
      const by = agreed.filter((one) => agreedFor(one, profile, deps.grammars));
      if (by.length > 0) may.add(keyOf(profile));
      await deriveSoon(
        w,
        by.filter(({ linked }) => !linked.includes(profile.id)),
      );
    }
  }
  return may;
}

/** Whoever is gone from a network whose terms ask for consent took back what they had agreed to. */
export async function withdrawnBy(w: Workspace, gone: ProfileKey, deps: Deps): Promise<void> {
  if (!needsConsent(gone, deps)) return;
  const profile = await w.profiles.find(gone);
  const names = profile ? namesOf(profile) : [gone.id.toLowerCase()];
  for (const one of await w.consents.agreed(gone.network, names)) {
    const isTheirs = profile ? agreedFor(one, profile, deps.grammars) : one.account === names[0];
    if (!isTheirs) continue;
    await w.consents.withdraw(one.contact.id, gone.network, names);
    await deriveSoon(w, [one]);
  }
}

const namesOf = ({ id, handle }: Profile) => [...new Set([id.toLowerCase(), handle.toLowerCase()])];

async function deriveSoon(w: Workspace, agreed: readonly Agreed[]): Promise<void> {
  for (const { contact } of agreed) {
    const job = { installation: w.installation, contact: contact.id };
    await w.enqueue('derive', [job], { key: contact.id });
  }
}
