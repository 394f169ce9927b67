import type { Consent } from '../../src/core/governance/consent.ts';
import { NetworkId } from '../../src/core/ids.ts';
import type { ContactId, InstallationId } from '../../src/core/ids.ts';
import type { Consents } from '../../src/flows/consent.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

/** What the terms of the network say that alone asks for consent. */
export const PENPAL = new Map([
  [NetworkId.parse('penpal'), 'Whoever is looked for has to agree to it first.'],
]);

/**
 * Consents made by hand: they may be recorded for the network `penpal`, which alone asks for it; contact 9 is not there.
 * @param changed what a contact agreed to, after it changed.
 */
export function handMadeConsents(
  changed: (at: InstallationId, contact: ContactId, consents: readonly Consent[]) => void = () => undefined,
): Consents {
  const kept = new Map<string, Consent>();
  return {
    list: async (_at, contact) =>
      contact === '9' ? undefined : [...kept.values()].filter((one) => one.contact === contact),
    give: async (at, consent) => {
      if (consent.network === 'bluesky') return 'no need';
      if (consent.network !== 'penpal') return 'no such network';
      if (consent.contact === '9') return 'no such contact';
      if (consent.at && consent.at > NOW) return 'not yet';
      kept.set(consent.network, { ...consent, at: consent.at ?? NOW });
      changed(at, consent.contact, [...kept.values()]);
      return 'given';
    },
    withdraw: async (at, contact, network) => {
      const was = kept.delete(network);
      changed(at, contact, [...kept.values()]);
      return was;
    },
  };
}
