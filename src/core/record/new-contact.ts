import { namePartsOf } from '../identity/name-parts.ts';
import type { NameParts } from '../identity/name-parts.ts';
import type { Profile } from '../profile.ts';
import { factOf } from './mapped-facts.ts';

/** What somebody says of themselves that a contact can be made of. */
export interface StatedPerson {
  readonly name: NameParts;
  readonly email?: string;
  readonly company?: string;
  readonly title?: string;
  readonly website?: string;
  readonly url: string;
}

/**
 * What a profile states of its person. Who gives no name is called as they call themselves there; what others wrote about
 * them is left out, and where they are too: CRMs want towns and countries apart, and nobody says which is which.
 */
export function statedPersonOf(profile: Profile): StatedPerson {
  const own = { ...profile, states: profile.states.filter(({ where }) => where !== 'third party') };
  const [email] = profile.emails;
  const stated = {
    ...{ email, company: factOf('company', own), title: factOf('title', own) },
    website: factOf('website', own),
  };
  return {
    name: namePartsOf(profile.name ?? '') ?? { last: profile.handle },
    ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
    url: profile.url,
  };
}
