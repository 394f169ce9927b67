import { ContactId, NetworkId, ProfileId } from '../../src/core/ids.ts';
import type { Contact } from '../../src/core/contact.ts';
import type { Neighbour, NeighbourhoodFacts, Tie } from '../../src/core/influence/neighbourhood/facts.ts';
import type { Terms } from '../../src/core/terms.ts';
import { AT, contact } from './people.ts';

export const NETWORK = NetworkId.parse('chirp');

export const TERMS: Terms = {
  deleteWithinHours: 24,
  mayMatchOutside: true,
  mayShowInFrame: true,
  needsConsent: false,
  clause: 'All may be shown.',
  source: 'https://chirp.example/terms',
};

/** A contact by a name of one word, which is their id too. */
export const known = (name: string, told: Partial<Contact> = {}): Contact =>
  contact({ id: ContactId.parse(name), name, emails: [], ...told });

/** The profile of a contact, or of a stranger, under the same name. */
export function neighbour(
  name: string,
  contacts: readonly Contact[],
  told: Partial<Neighbour> = {},
): Neighbour {
  return {
    ...{
      network: NETWORK,
      id: ProfileId.parse(name),
      handle: `@${name}`,
      url: `https://chirp.example/${name}`,
    },
    ...{ standing: 'active', reserved: false, contacts: contacts.map(({ id }) => id) },
    ...told,
  };
}

/** `giver` turned to `receiver` with so many posts, the last of them so many days ago. */
export function tie(giver: string, receiver: string, posts = 2, daysAgo = 0): Tie {
  const lastAt = new Date(AT.getTime() - daysAgo * 86_400_000);
  return {
    ...{ network: NETWORK, giver: ProfileId.parse(giver), receiver: ProfileId.parse(receiver) },
    ...{ volume: posts, posts, lastAt },
    evidence: [{ url: `https://chirp.example/${giver}/to-${receiver}`, kind: 'reply', publishedAt: lastAt }],
  };
}

/** The neighbourhood of `self`: everybody whom the ties name is there, and is a contact where `contacts` say so. */
export function facts(
  self: Contact,
  ties: readonly Tie[],
  contacts: readonly Contact[],
  told: Readonly<Record<string, Partial<Neighbour>>> = {},
): NeighbourhoodFacts {
  const all = new Map([self, ...contacts].map((one) => [one.name ?? '', one]));
  const names = new Set([self.name ?? '', ...ties.flatMap(({ giver, receiver }) => [giver, receiver])]);
  return {
    ...{ contact: self, ties, contacts },
    own: [{ network: NETWORK, id: ProfileId.parse(self.name) }],
    profiles: [...names].map((name) => neighbour(name, [all.get(name) ?? []].flat(), told[name])),
  };
}
