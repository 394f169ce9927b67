import { z } from 'zod';
import { emailsIn } from '../../../src/core/emails-in.ts';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';

export const REDDIT = NetworkId.parse('reddit');

const Seconds = z.number().transform((seconds) => new Date(seconds * 1000));
const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

/** Of a suspended account Reddit tells only the name. */
const WireSuspended = z
  .object({ name: z.string(), is_suspended: z.literal(true) })
  .transform(() => undefined);
const WireActive = z.object({
  id: z.string().regex(/^[a-z0-9]{1,13}$/),
  name: z.string().min(1),
  is_suspended: z.literal(false).nullish(),
  created_utc: Seconds.optional().catch(undefined),
  icon_img: Text.catch(undefined),
  snoovatar_img: Text.catch(undefined),
  /** Whether search engines may list the profile. */
  hide_from_robots: z.boolean().nullish(),
  subreddit: z
    .object({ title: Text, public_description: Text, subscribers: z.number().int().nonnegative().nullish() })
    .nullish()
    .catch(undefined),
});
export type WireUser = z.output<typeof WireActive>;

/** `GET /user/{name}/about`. */
export const WireAbout = z.object({ kind: z.literal('t2'), data: z.union([WireSuspended, WireActive]) });

/** `GET /api/user_data_by_account_ids`. */
export const WireNames = z.record(z.string(), z.object({ name: z.string().optional() }));

const Count = z.number().int().nullish().catch(undefined);
const common = {
  name: z.string().regex(/^t[13]_[a-z0-9]{1,15}$/),
  author: z.string(),
  author_fullname: z.string().nullish(),
  created_utc: Seconds,
  permalink: z.string().nullish(),
  score: Count,
  subreddit_type: z.string().nullish(),
  removed_by_category: z.string().nullish(),
  banned_by: z.unknown().optional(),
};
const WireLink = z.object({
  kind: z.literal('t3'),
  data: z.object({ ...common, title: z.string(), selftext: z.string().default(''), num_comments: Count }),
});
const WireComment = z.object({
  kind: z.literal('t1'),
  data: z.object({
    ...common,
    body: z.string(),
    link_id: z.string(),
    parent_id: z.string(),
    /** Where the thread stands; comments of years ago have no `permalink`. */
    link_permalink: z.string().nullish(),
    link_url: z.string().nullish(),
  }),
});
const WireThing = z.union([WireLink, WireComment]);
export type WireThing = z.output<typeof WireThing>;

/** `GET /user/{name}/submitted`, `/user/{name}/comments`. */
export const WireListing = z.object({
  kind: z.literal('Listing'),
  data: z.object({ after: z.string().nullish(), children: z.array(WireThing) }),
});

export function toProfile(user: WireUser, now: Date): Profile {
  const url = `https://www.reddit.com/user/${user.name}`;
  const { title, public_description: bio } = user.subreddit ?? {};
  return {
    network: REDDIT,
    id: ProfileId.parse(`t2_${user.id}`),
    handle: user.name.toLowerCase(),
    url,
    ...present({
      name: title,
      bio,
      avatar: absoluteLink(user.snoovatar_img ?? user.icon_img),
      since: user.created_utc,
    }),
    emails: emailsIn(bio ?? ''),
    states: linksIn(bio ?? '').map((link) => ({ url: link, where: 'bio', proven: false })),
    counts: present({ followers: user.subreddit?.subscribers ?? undefined }),
    standing: 'active',
    reserved: user.hide_from_robots ?? false,
    provenance: { source: REDDIT, url, fetchedAt: now, basis: 'published by the person' },
  };
}

const LINK = /\bhttps?:\/\/[^\s<>"'`\\^{|}]+/gi;

function linksIn(text: string): readonly string[] {
  const written = text.match(LINK) ?? [];
  const links = written.flatMap((link) => absoluteLink(link.replace(/[),.;:!?\]}’”»]+$/u, '')) ?? []);
  return [...new Set(links)].slice(0, 20);
}
