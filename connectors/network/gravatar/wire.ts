import { z } from 'zod';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile, Statement } from '../../../src/core/profile.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';

export const GRAVATAR = NetworkId.parse('gravatar');

const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

/** `GET /v3/profiles/{hash or slug}`; `links` is answered only to those who bring a key. */
export const WireProfile = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  profile_url: z.url({ protocol: /^https?$/ }),
  display_name: Text,
  avatar_url: Text,
  location: Text,
  description: Text,
  job_title: Text,
  company: Text,
  is_organization: z.boolean().nullish(),
  registration_date: z.coerce.date().optional().catch(undefined),
  verified_accounts: z.array(z.object({ url: z.string(), is_hidden: z.boolean().nullish() })).nullish(),
  links: z.array(z.object({ url: z.string() })).nullish(),
});
export type WireProfile = z.output<typeof WireProfile>;

/**
 * Undefined for an organisation. `email` is the address that was asked for: Gravatar answers its hash only to who knows it,
 * and the profile is its owner's.
 */
export function toProfile(wire: WireProfile, email: string | undefined, now: Date): Profile | undefined {
  if (wire.is_organization) return undefined;
  const handle = new URL(wire.profile_url).pathname.split('/').findLast(Boolean) ?? wire.hash;
  return {
    network: GRAVATAR,
    id: ProfileId.parse(wire.hash),
    handle: handle.toLowerCase(),
    url: wire.profile_url,
    ...present({
      name: wire.display_name,
      bio: wire.description,
      location: wire.location,
      employer: wire.company,
      title: wire.job_title,
      avatar: wire.avatar_url,
    }),
    emails: email ? [email] : [],
    ...(email ? { keyedBy: email } : {}),
    states: statements(wire),
    counts: {},
    ...(wire.registration_date && { since: wire.registration_date }),
    standing: 'active',
    reserved: false,
    provenance: { source: GRAVATAR, url: wire.profile_url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** Verified accounts were proven to Gravatar by signing in there; links were only written down. */
function statements(wire: WireProfile): Statement[] {
  const verified = (wire.verified_accounts ?? [])
    .filter((account) => !account.is_hidden)
    .map(({ url }) => ({ url: absoluteLink(url), where: 'verified account' as const, proven: true }));
  const links = (wire.links ?? []).map(({ url }) => ({
    url: absoluteLink(url),
    where: 'link' as const,
    proven: false,
  }));
  const found = new Map<string, Statement>();
  for (const { url, ...rest } of [...verified, ...links]) {
    if (url && !found.has(url)) found.set(url, { url, ...rest });
  }
  return [...found.values()];
}
