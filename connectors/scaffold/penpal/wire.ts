import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const PENPAL = NetworkId.parse('penpal');

export const WireAccount = z.object({
  id: z.string().min(1),
  handle: z.string().min(1),
  name: z.string().optional(),
  links: z.array(z.string()).default([]),
});
export type WireAccount = z.output<typeof WireAccount>;
export const WireAccounts = z.array(WireAccount);
export type WireAccounts = z.output<typeof WireAccounts>;

const WireLetter = z.object({ id: z.string(), text: z.string(), sent: z.coerce.date() });
export const WireLetters = z.object({ letters: z.array(WireLetter), next: z.string().optional() });
export type WireLetters = z.output<typeof WireLetters>;

const SITE = 'https://penpal.example';
const from = (url: string, fetchedAt: Date) =>
  ({ source: PENPAL, url, fetchedAt, basis: 'published by the person' }) as const;

export function toProfile({ id, handle, name, links }: WireAccount, now: Date): Profile {
  const url = `${SITE}/@${handle}`;
  const stated = new Set(links.flatMap((link) => writtenLink(link) ?? []));
  return {
    ...{ network: PENPAL, id: ProfileId.parse(id), handle: handle.toLowerCase(), url, ...present({ name }) },
    ...{ emails: [], counts: {}, standing: 'active', reserved: false, provenance: from(url, now) },
    states: [...stated].map((link) => ({ url: link, where: 'link', proven: false })),
  };
}

export function toPost({ id, text, sent }: z.output<typeof WireLetter>, of: Profile, now: Date): Post {
  const url = `${SITE}/letters/${id}`;
  const post = PostId.parse(id);
  return {
    ...{ network: PENPAL, id: post, profile: of.id, url, kind: 'post', text, publishedAt: sent },
    ...{ conversation: post, counts: {}, provenance: from(url, now) },
  };
}
