import { z } from 'zod';
import { emailsIn } from '../../../src/core/emails-in.ts';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const DEV = NetworkId.parse('dev');

export const SITE = 'https://dev.to';

const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

/** `GET /users/by_username` and `/users/{id}`. `joined_at` is a day in English words: `Apr  9, 2022`. */
export const WireUser = z.object({
  id: z.number().int().positive(),
  username: z.string().min(1),
  name: Text,
  summary: Text,
  location: Text,
  website_url: Text,
  twitter_username: Text,
  github_username: Text,
  profile_image: Text,
  email: Text,
  joined_at: z.string().nullish().transform(dayOf),
});
export type WireUser = z.output<typeof WireUser>;

/** A short view of who wrote something; nothing in it where a comment was deleted. */
export const WireBy = z.object({
  user_id: z.number().int().positive().nullish(),
  username: z.string().nullish(),
  name: z.string().nullish(),
  profile_image: z.string().nullish(),
});

function dayOf(text: string | null | undefined): Date | undefined {
  const day = new Date(`${text ?? ''} UTC`);
  return Number.isNaN(day.getTime()) ? undefined : day;
}

export function toProfile(user: WireUser, now: Date): Profile {
  const handle = user.username.toLowerCase();
  const url = `${SITE}/${handle}`;
  const written = [
    user.website_url,
    user.github_username && `https://github.com/${user.github_username}`,
    user.twitter_username && `https://x.com/${user.twitter_username}`,
  ];
  const links = new Set(written.map(writtenLink).filter((link) => link !== undefined));
  return {
    network: DEV,
    id: ProfileId.parse(String(user.id)),
    handle,
    url,
    ...present({
      name: user.name,
      bio: user.summary,
      location: user.location,
      avatar: user.profile_image,
      since: user.joined_at,
    }),
    emails: emailsIn(`${user.email ?? ''} ${user.summary ?? ''}`),
    // Accounts may have been used to sign in here, or only written down: the API does not tell which.
    states: [...links].map((link) => ({ url: link, where: 'link', proven: false })),
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: { source: DEV, url, fetchedAt: now, basis: 'published by the person' },
  };
}
