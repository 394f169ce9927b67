import type { Consent } from '../../src/core/governance/consent.ts';
import type { Consents } from '../../src/flows/consent.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

/** Consents made by hand: of contact 1 any may be recorded for the network `penpal`, which alone asks for it. */
export function handMadeConsents(): Consents {
  const kept = new Map<string, Consent>();
  return {
    list: async (_at, contact) =>
      contact === '1' ? [...kept.values()].filter((one) => one.contact === contact) : undefined,
    give: async (_at, consent) => {
      if (consent.network === 'bluesky') return 'no need';
      if (consent.network !== 'penpal') return 'no such network';
      if (consent.contact !== '1') return 'no such contact';
      kept.set(consent.network, { ...consent, at: consent.at ?? NOW });
      return 'given';
    },
    withdraw: async (_at, _contact, network) => kept.delete(network),
  };
}
