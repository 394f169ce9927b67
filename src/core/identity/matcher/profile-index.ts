import { contactKeys, profileKeys } from './blocks.ts';
import { compare } from './comparisons.ts';
import type { PairFacts } from './model.ts';
import type { ContactTraits, ProfileTraits } from './traits.ts';

/**
 * Profiles filed for matching, with the counts that make agreements rare or common. Profiles may be added at any time:
 * blocks and counts are as new as the last one.
 */
export class ProfileIndex {
  readonly profiles: ProfileTraits[] = [];
  readonly #blocks = new Map<string, number[]>();
  readonly #shown = new Map<string, number>();
  readonly #family = new Map<string, number>();
  readonly #given = new Map<string, number>();
  readonly #contacts = new Map<string, number>();

  /** @returns the profile's number, counted from 0. */
  add(profile: ProfileTraits): number {
    const number = this.profiles.push(profile) - 1;
    for (const key of new Set(profileKeys(profile))) {
      const block = this.#blocks.get(key);
      if (block) block.push(number);
      else this.#blocks.set(key, [number]);
    }
    count(this.#shown, `${profile.network}|${profile.given} ${profile.family}`);
    count(this.#family, profile.family);
    count(this.#given, profile.given);
    return number;
  }

  /** Contacts count too: a name that many contacts carry proves less. */
  addContact(contact: ContactTraits): void {
    count(this.#contacts, `${contact.given} ${contact.family}`);
  }

  /** The profiles worth comparing with a contact, by number, each once. */
  candidates(contact: ContactTraits): ReadonlySet<number> {
    const found = new Set<number>();
    for (const { key, cap } of contactKeys(contact)) {
      const block = this.#blocks.get(key);
      if (block && block.length <= cap) for (const number of block) found.add(number);
    }
    return found;
  }

  facts(contact: ContactTraits, profile: ProfileTraits): PairFacts {
    return {
      network: profile.network,
      comparison: compare(contact, profile),
      rarity: [
        this.#shown.get(`${profile.network}|${profile.given} ${profile.family}`) ?? 0,
        this.#family.get(contact.family) ?? 0,
        this.#contacts.get(`${contact.given} ${contact.family}`) ?? 0,
        this.#given.get(contact.given) ?? 0,
      ],
    };
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
