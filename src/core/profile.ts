import { z } from 'zod';
import { NetworkId, ProfileId } from './ids.ts';
import { Provenance } from './provenance.ts';

/** Something a profile says about where else its person is. */
export const Statement = z.object({
  url: z.string(),
  /** Where on the profile it stands; `third party`: others wrote it there, neither the person nor their account. */
  where: z.enum(['link', 'bio', 'rel=me', 'h-card', 'JSON-LD', 'verified account', 'third party']),
  /** True when the network itself has proven it (rel=me checked back, OAuth), not merely repeats it. */
  proven: z.boolean(),
});
export type Statement = z.output<typeof Statement>;

/**
 * An account on a network. A person's own web page is a profile too (network `website`), and so is a Gravatar.
 * Keyed by `network` and `id`; the handle is a label that changes.
 */
export const Profile = z.object({
  network: NetworkId,
  id: ProfileId,
  handle: z.string(),
  url: z.string(),
  name: z.string().optional(),
  bio: z.string().optional(),
  location: z.string().optional(),
  employer: z.string().optional(),
  title: z.string().optional(),
  avatar: z.string().optional(),
  /** E-mail addresses the person shows there. */
  emails: z.array(z.string()),
  /**
   * What belongs to nobody but the owner of this profile: the e-mail address that it was asked for by, or the phone number
   * (E.164, with its plus) that they write from.
   */
  keyedBy: z.string().optional(),
  /** Domain that the network has proven this profile controls (a Bluesky domain handle), bare host name. */
  domain: z.string().optional(),
  states: z.array(Statement),
  counts: z.object({
    followers: z.number().int().nonnegative().optional(),
    following: z.number().int().nonnegative().optional(),
    posts: z.number().int().nonnegative().optional(),
  }),
  since: z.coerce.date().optional(),
  standing: z.enum(['active', 'deactivated', 'suspended', 'deleted']),
  /** The person asked not to be shown to people who are not signed in, or not to be indexed. */
  reserved: z.boolean(),
  /**
   * What the person declined, short of that. `suggestion`: to be proposed to whoever does not know the account;
   * `search`: to have what they say found by its words.
   */
  declines: z.array(z.enum(['suggestion', 'search'])).optional(),
  provenance: Provenance,
});
export type Profile = z.output<typeof Profile>;

export type Declined = NonNullable<Profile['declines']>[number];

export const declined = (profile: Profile, what: Declined): boolean =>
  profile.declines?.includes(what) ?? false;

export type ProfileKey = Pick<Profile, 'network' | 'id'>;

/** One string for a profile's key, usable as a map key. Networks have no colon in their names, so it cannot clash. */
export function keyOf(profile: ProfileKey): string {
  return `${profile.network}:${profile.id}`;
}
