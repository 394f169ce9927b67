import type { Contact } from '../../contact.ts';
import type { Profile } from '../../profile.ts';
import { isFreemail } from '../domains.ts';
import { phonesOf } from '../phone.ts';
import { contactKeys, profileKeys } from './blocks.ts';
import type { NameCounts } from './name-counts.ts';
import { contactTraits, handleAsCompared, profileTraits } from './traits.ts';
import type { ContactTraits, ProfileTraits } from './traits.ts';

/** What one row is filed under: blocking keys, by which it is found, and names, by which it is counted. */
export interface Filing {
  readonly keys: readonly string[];
  readonly names: readonly string[];
}

/** The fields of a contact that are compared; the first mail address speaks for it. */
export function traitsOfContact(contact: Contact): ContactTraits {
  return contactTraits({ ...contact, email: contact.emails[0] }, isFreemail);
}

type Compared = Pick<Profile, 'network' | 'handle' | 'name' | 'bio' | 'employer' | 'location'>;
type Filed = Compared & Partial<Pick<Profile, 'emails' | 'keyedBy'>>;

/** The fields of a profile that are compared, except its website, which only a grammar tells from other links. */
export function traitsOfProfile(profile: Compared): ProfileTraits {
  const { network, handle, name, bio, employer, location } = profile;
  return profileTraits({ network, handle, name, bio, employer, location });
}

export function fileProfile(profile: Filed): Filing {
  const traits = traitsOfProfile(profile);
  const { network, given, family } = traits;
  const names = [COUNTED.shown(network, given, family), COUNTED.family(family), COUNTED.given(given)];
  return {
    keys: [...new Set([...profileKeys(traits), ...shownBy(profile).map(byOwned)])].filter(isKey),
    names: names.filter((name) => name !== undefined),
  };
}

export function fileContact(contact: Contact): Filing {
  const { given, family } = traitsOfContact(contact);
  const name = COUNTED.contact(given, family);
  return { keys: lookUp(contact).map(({ key }) => key), names: name === undefined ? [] : [name] };
}

/** The keys under which a contact's profiles may be filed, each once, with the size from which a block says nothing. */
export function lookUp(contact: Contact): readonly { readonly key: string; readonly cap: number }[] {
  const found = new Map<string, number>();
  const addresses = contact.emails.length === 0 ? [undefined] : contact.emails.slice(0, ADDRESSES);
  for (const email of addresses) {
    for (const { key, cap } of contactKeys(contactTraits({ ...contact, email }, isFreemail))) {
      found.set(key, Math.max(cap, found.get(key) ?? 0));
    }
  }
  const owned = [...contact.emails.slice(0, ADDRESSES), ...phonesOf(contact).slice(0, ADDRESSES)];
  const named = [...contact.handles.map(byHandle), ...owned.map(byOwned)];
  for (const key of named) found.set(key, found.get(key) ?? NAMED);
  return [...found].map(([key, cap]) => ({ key, cap })).filter(({ key }) => isKey(key));
}
const ADDRESSES = 3;
/** What is written down as somebody's own is shared by few. */
const NAMED = 60;

const shownBy = ({ emails = [], keyedBy }: Filed): readonly string[] =>
  keyedBy === undefined ? emails : [keyedBy, ...emails];

/** An e-mail address or a phone number, which are never alike. */
const byOwned = (written: string) => `m:${written.trim().toLowerCase()}`;

/** The last part of what the CRM names, as a handle; which network's it is the grammars say, where it is weighed. */
function byHandle(written: string): string {
  const [path = ''] = written.trim().split(/[?#]/);
  const last = path.replace(/\/+$/, '').split(/[/:]/).at(-1) ?? '';
  return `h:${handleAsCompared(last)}`;
}

/** A handle of digits has no letters to be filed under. */
const isKey = (key: string) => !key.endsWith(':');

/** Under what each name of `NameCounts` is counted; undefined for a name that is empty. */
export const COUNTED = {
  shown: (network: string, given: string, family: string) =>
    given === '' && family === '' ? undefined : `p:${network}|${given} ${family}`,
  family: (family: string) => (family === '' ? undefined : `f:${family}`),
  given: (given: string) => (given === '' ? undefined : `g:${given}`),
  contact: (given: string, family: string) =>
    given === '' && family === '' ? undefined : `c:${given} ${family}`,
} as const;

/** `NameCounts` over counts that were looked up before, by what they are counted under. */
export function nameCounts(of: (counted: string) => number): NameCounts {
  const count = (counted: string | undefined) => (counted === undefined ? 0 : of(counted));
  return {
    profilesNamed: (network, given, family) => count(COUNTED.shown(network, given, family)),
    withFamily: (family) => count(COUNTED.family(family)),
    withGiven: (given) => count(COUNTED.given(given)),
    contactsNamed: (given, family) => count(COUNTED.contact(given, family)),
  };
}

/** Everything whose count decides how a contact and these profiles are weighed. */
export function countsNeeded(contact: Contact, profiles: readonly Compared[]): readonly string[] {
  const { given, family } = traitsOfContact(contact);
  const shown = profiles.map((profile) => {
    const traits = traitsOfProfile(profile);
    return COUNTED.shown(traits.network, traits.given, traits.family);
  });
  const own = [COUNTED.family(family), COUNTED.given(given), COUNTED.contact(given, family)];
  return [...new Set([...own, ...shown].filter((counted) => counted !== undefined))];
}
