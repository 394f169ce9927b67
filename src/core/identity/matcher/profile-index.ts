import { contactKeys, profileKeys } from './blocks.ts';
import type { NameCounts } from './name-counts.ts';
import type { ContactTraits, ProfileTraits } from './traits.ts';

/**
 * Profiles filed for matching, with the counts that make agreements rare or common. Profiles may be added at any time:
 * blocks and counts are as new as the last one.
 */
export class ProfileIndex implements NameCounts {
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

  profilesNamed(network: string, given: string, family: string): number {
    return this.#shown.get(`${network}|${given} ${family}`) ?? 0;
  }

  withFamily(family: string): number {
    return this.#family.get(family) ?? 0;
  }

  withGiven(given: string): number {
    return this.#given.get(given) ?? 0;
  }

  contactsNamed(given: string, family: string): number {
    return this.#contacts.get(`${given} ${family}`) ?? 0;
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
