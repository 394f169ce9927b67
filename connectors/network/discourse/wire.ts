import { z } from 'zod';
import { emailsIn } from '../../../src/core/emails-in.ts';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const DISCOURSE = NetworkId.parse('discourse');

const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);
const Hides = z
  .object({ hide_profile: z.boolean().nullish(), hide_profile_and_presence: z.boolean().nullish() })
  .nullish();

/** `GET /u/{username}.json`. Of a hidden profile strangers see `profile_hidden`, staff see the option that hides it. */
export const WireMember = z.object({
  user: z.object({
    id: z.number().int(),
    username: z.string().min(1),
    name: Text,
    title: Text,
    location: Text,
    website: Text,
    bio_cooked: Text,
    avatar_template: Text,
    created_at: z.coerce.date().optional().catch(undefined),
    suspended_till: z.coerce.date().nullish().catch(undefined),
    profile_hidden: z.boolean().nullish(),
    user_option: Hides,
  }),
});
export type WireUser = z.output<typeof WireMember>['user'];

/** `GET /user-cards.json?user_ids=`, `/u/search/users.json?term=`: users with less in them. */
export const WireCards = z.object({
  users: z.array(z.object({ id: z.number().int().optional(), username: z.string(), name: Text })),
});

/** `GET /admin/users/{id}.json` and `/admin/users/list.json`; `active` is whose e-mail address was confirmed. */
export const WireAdminUser = z.object({
  id: z.number().int(),
  username: z.string(),
  email: Text,
  active: z.boolean(),
  staged: z.boolean().nullish(),
});
export const WireAdminUsers = z.array(WireAdminUser);

/** @param email an address that the forum says is this member's; `confirmed` when it has proven that it is */
export function toProfile(
  user: WireUser,
  forum: string,
  now: Date,
  email?: { readonly address: string; readonly confirmed: boolean },
): Profile | undefined {
  // The forum's own accounts, which write its notices.
  if (user.id <= 0) return undefined;
  const url = `${forum}/u/${encodeURIComponent(user.username)}`;
  const { text, links } = readMarkup(user.bio_cooked ?? '');
  const website = writtenLink(user.website);
  const states = new Map([
    ...links.map((link) => [link, 'bio' as const] as const),
    ...(website === undefined ? [] : [[website, 'link' as const] as const]),
  ]);
  const suspended = user.suspended_till && user.suspended_till > now;
  return {
    network: DISCOURSE,
    id: ProfileId.parse(String(user.id)),
    handle: user.username.toLowerCase(),
    url,
    ...present({
      name: user.name,
      title: user.title,
      location: user.location,
      bio: text || undefined,
      avatar: avatarOf(user, forum),
      since: user.created_at,
      keyedBy: email?.confirmed ? email.address : undefined,
    }),
    emails: email ? [email.address] : emailsIn(text),
    states: [...states].map(([link, where]) => ({ url: link, where, proven: false })),
    counts: {},
    standing: suspended ? 'suspended' : 'active',
    reserved: hides(user),
    provenance: { source: DISCOURSE, url, fetchedAt: now, basis: 'published by the person' },
  };
}

function hides({ profile_hidden, user_option: option }: WireUser): boolean {
  return Boolean(profile_hidden || option?.hide_profile || option?.hide_profile_and_presence);
}

/** `/user_avatar/forum.example/ada/{size}/7_2.png`, from the forum's own host or elsewhere. */
export function avatarOf(
  { avatar_template: template }: { readonly avatar_template?: string | undefined },
  forum: string,
): string | undefined {
  const url = template && URL.parse(template.replace('{size}', '144'), forum);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
