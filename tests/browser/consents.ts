import type { Consent } from '../../src/core/governance/consent.ts';
import type { Consents } from '../../src/flows/consent.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

/** Consents made by hand: they may be recorded for the network `penpal`, which alone asks for it; contact 9 is not there. */
export function handMadeConsents(): Consents {
  const kept = new Map<string, Consent>();
  return {
    list: async (_at, contact) =>
      contact === '9' ? undefined : [...kept.values()].filter((one) => one.contact === contact),
    give: async (_at, consent) => {
      if (consent.network === 'bluesky') return 'no need';
      if (consent.network !== 'penpal') return 'no such network';
      if (consent.contact === '9') return 'no such contact';
      kept.set(consent.network, { ...consent, at: consent.at ?? NOW });
      return 'given';
    },
    withdraw: async (_at, _contact, network) => kept.delete(network),
  };
}
