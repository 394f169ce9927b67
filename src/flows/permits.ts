import { refusalOf } from '../core/governance/matching.ts';
import type { ContactId, NetworkId } from '../core/ids.ts';
import type { Terms } from '../core/terms.ts';
import type { Workspace } from '../ports/store.ts';

/** Network id → its terms, also where it is not connected. */
export type TermsOf = ReadonlyMap<NetworkId, { readonly terms: Terms }>;

/** What the networks' terms allow about one person. */
export interface Permits {
  /** Networks that are not asked, and of which nothing is kept for this person: what the record says of each. */
  readonly refused: ReadonlyMap<NetworkId, string>;
  /** Asked only where an address leads: whoever else is called the same agreed to nothing. */
  readonly notByName: ReadonlySet<NetworkId>;
}

/** @param consented networks for which the person's consent is recorded. */
export function permitsOf(networks: TermsOf, consented: ReadonlySet<NetworkId>): Permits {
  const refused = [...networks].flatMap(([network, { terms }]) => {
    const why = refusalOf(terms, consented.has(network));
    return why === undefined ? [] : [[network, why] as const];
  });
  const byConsent = [...networks].filter(([, { terms }]) => terms.needsConsent);
  return { refused: new Map(refused), notByName: new Set(byConsent.map(([network]) => network)) };
}

/** The same by what is recorded; nothing is looked up where no network asks for consent. */
export async function permitsFor(w: Workspace, contact: ContactId, networks: TermsOf): Promise<Permits> {
  const asksConsent = [...networks.values()].some(({ terms }) => terms.needsConsent);
  const given = asksConsent ? await w.consents.of(contact) : [];
  return permitsOf(networks, new Set(given.map(({ network }) => network)));
}
