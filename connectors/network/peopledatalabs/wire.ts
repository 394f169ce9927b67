import { z } from 'zod';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const PEOPLEDATALABS = NetworkId.parse('peopledatalabs');

/** Where its answer about a person stands, for whoever has the key: there is no page for people. */
export const pageOf = (id: string): string => `https://api.peopledatalabs.com/v5/person/retrieve/${id}`;

/** Without the plan for it, a field comes as whether there is one. */
const Text = z
  .union([z.string(), z.boolean()])
  .nullish()
  .transform((text) => (typeof text === 'string' ? text.trim() : '') || undefined);

/** A person, cut down to what is asked for. */
export const WirePerson = z.object({
  id: z.string().min(1),
  full_name: Text,
  job_title: Text,
  job_company_name: Text,
  location_name: Text,
  linkedin_url: Text,
  facebook_url: Text,
  github_url: Text,
});
export type WirePerson = z.output<typeof WirePerson>;

/** What is asked for. Neither addresses of the person nor an account on X are among it. */
export const FIELDS = Object.keys(WirePerson.shape);

/** Everything here is what others say: nothing of it proves anything, and no e-mail address is the profile's own. */
export function toProfile(person: WirePerson, now: Date): Profile {
  const url = pageOf(person.id);
  const accounts = [person.linkedin_url, person.facebook_url, person.github_url];
  return {
    network: PEOPLEDATALABS,
    id: ProfileId.parse(person.id),
    handle: person.id,
    url,
    ...present({
      name: person.full_name,
      title: person.job_title,
      employer: person.job_company_name,
      location: person.location_name,
    }),
    emails: [],
    states: [...new Set(accounts.flatMap((link) => writtenLink(link) ?? []))].map((link) => ({
      url: link,
      where: 'third party',
      proven: false,
    })),
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: { source: PEOPLEDATALABS, url, fetchedAt: now, basis: 'published by others' },
  };
}
