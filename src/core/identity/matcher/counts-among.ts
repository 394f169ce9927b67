import type { Contact } from '../../contact.ts';
import type { Profile } from '../../profile.ts';
import { traitsOfContact, traitsOfProfile } from './filing.ts';
import type { NameCounts } from './name-counts.ts';
import { ProfileIndex } from './profile-index.ts';

/** How common names are among these alone: for those who keep nothing. */
export function countsAmong(contacts: readonly Contact[], profiles: readonly Profile[]): NameCounts {
  const index = new ProfileIndex();
  for (const contact of contacts) index.addContact(traitsOfContact(contact));
  for (const profile of profiles) index.add(traitsOfProfile(profile));
  return index;
}
