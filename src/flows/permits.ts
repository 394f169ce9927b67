import { unbudgeted } from '../core/governance/budget.ts';
import type { Charging } from '../core/governance/budget.ts';
import { matchingForbidden, refusalOf } from '../core/governance/matching.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import type { Settings } from '../core/governance/settings.ts';
import type { Contact } from '../core/contact.ts';
import type { ContactId, NetworkId } from '../core/ids.ts';
import type { Workspace } from '../ports/store.ts';

/** Network id → its terms, and what it charges, also where it is not connected. */
export type TermsOf = ReadonlyMap<NetworkId, Charging>;

/** What the networks' terms allow about one person. */
export interface Permits {
  /** Networks that are not asked, and of which nothing is kept for this person: what the record says of each. */
  readonly refused: ReadonlyMap<NetworkId, string>;
  /** Networks that are not asked since they charge and nobody said how much they may. What is known of them stays. */
  readonly unbudgeted: ReadonlyMap<NetworkId, string>;
  /** Asked only where an address leads: whoever else is called the same agreed to nothing. */
  readonly notByName: ReadonlySet<NetworkId>;
  /** The accounts that the person agreed for, as `network:handle`. */
  readonly accounts: readonly string[];
}

/** The contact with what they named themselves when they agreed, as if the CRM named it. */
export const asNamed = (contact: Contact, { accounts }: Permits): Contact => ({
  ...contact,
  handles: [...contact.handles, ...accounts],
});

/**
 * @param consented networks for which the person's consent is recorded.
 * @param budgets what an admin lets networks that charge cost; nothing unless told.
 */
export function permitsOf(
  networks: TermsOf,
  consented: ReadonlySet<NetworkId>,
  budgets: Settings['budgets'] = DEFAULTS.budgets,
  accounts: Permits['accounts'] = [],
): Permits {
  const whereTold = (why: (network: NetworkId, charging: Charging) => string | undefined) =>
    new Map(
      [...networks].flatMap(([network, charging]) => {
        const says = why(network, charging);
        return says === undefined ? [] : [[network, says] as const];
      }),
    );
  const byConsent = [...networks].filter(([, { terms }]) => terms.needsConsent);
  return {
    refused: whereTold((network, { terms }) => refusalOf(terms, consented.has(network))),
    unbudgeted: whereTold((network, charging) => unbudgeted(charging, budgets[network])),
    notByName: new Set(byConsent.map(([network]) => network)),
    accounts,
  };
}

/**
 * Why networks are not asked about a person, as the record says it. Of one that is not connected anyway that is no news,
 * unless its terms are why it is not.
 */
export function refusalsOf(
  { refused, unbudgeted }: Permits,
  networks: TermsOf,
  isConnected: (network: NetworkId) => boolean,
): ReadonlyMap<NetworkId, string> {
  const isNews = (network: NetworkId) => {
    const terms = networks.get(network)?.terms;
    return isConnected(network) || (terms && matchingForbidden(terms)) !== undefined;
  };
  return new Map([...unbudgeted, ...refused].filter(([network]) => isNews(network)));
}

/** What is allowed by what is recorded; nothing is looked up where no network asks for consent or charges. */
export async function permitsFor(w: Workspace, contact: ContactId, networks: TermsOf): Promise<Permits> {
  const asksConsent = [...networks.values()].some(({ terms }) => terms.needsConsent);
  const charges = [...networks.values()].some(({ costs }) => costs !== undefined);
  const given = asksConsent ? await w.consents.of(contact) : [];
  const budgets = charges ? (await w.governance.read()).settings.budgets : DEFAULTS.budgets;
  const accounts = given.flatMap(({ network, account }) =>
    account === undefined ? [] : [`${network}:${account}`],
  );
  return permitsOf(networks, new Set(given.map(({ network }) => network)), budgets, accounts);
}
