import { z } from 'zod';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile, Statement } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const GITHUB = NetworkId.parse('github');

/** What people leave empty arrives as null or as an empty string; both are absence. */
const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

/** `GET /users/{login}` and `GET /user/{id}`. */
export const WireUser = z.object({
  login: z.string().min(1),
  id: z.number().int().positive(),
  type: z.string(),
  html_url: z.url({ protocol: /^https?$/ }),
  avatar_url: Text,
  name: Text,
  company: Text,
  blog: Text,
  location: Text,
  email: Text,
  bio: Text,
  twitter_username: Text,
  followers: z.number().int().nonnegative(),
  following: z.number().int().nonnegative(),
  created_at: z.coerce.date(),
});
export type WireUser = z.output<typeof WireUser>;

export const WireSocialAccounts = z.array(z.object({ provider: z.string(), url: z.string() }));
export type WireSocialAccounts = z.output<typeof WireSocialAccounts>;

export const WireSearch = z.object({ items: z.array(z.object({ login: z.string(), id: z.number().int() })) });

/** Neither an organisation nor a bot. */
export function isPerson(user: WireUser): boolean {
  return user.type === 'User';
}

/** Undefined for what is no person: organisations, bots, apps. */
export function toProfile(user: WireUser, social: WireSocialAccounts, now: Date): Profile | undefined {
  if (!isPerson(user)) return undefined;
  return {
    network: GITHUB,
    id: ProfileId.parse(String(user.id)),
    handle: user.login.toLowerCase(),
    url: user.html_url,
    ...present({
      name: user.name,
      bio: user.bio,
      location: user.location,
      employer: employerIn(user.company),
      avatar: user.avatar_url,
    }),
    emails: user.email ? [user.email.toLowerCase()] : [],
    states: statements(user, social),
    counts: { followers: user.followers, following: user.following },
    since: user.created_at,
    standing: 'active',
    reserved: false,
    provenance: { source: GITHUB, url: user.html_url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** `@acme` is how people name their employer's account; of several the first. */
function employerIn(company: string | undefined): string | undefined {
  return (
    company
      ?.split(/\s*[,;|]\s*|\s+(?=@)/)[0]
      ?.replace(/^@/, '')
      .trim() || undefined
  );
}

function statements(user: WireUser, social: WireSocialAccounts): Statement[] {
  const written = [
    user.blog,
    user.twitter_username && `https://x.com/${user.twitter_username}`,
    ...social.map((account) => account.url),
  ];
  // GitHub keeps a blog as it was typed, often without a scheme.
  const urls = written.map(writtenLink).filter((url) => url !== undefined);
  return [...new Set(urls)].map((url) => ({ url, where: 'link', proven: false }));
}
