import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const FACEBOOK = NetworkId.parse('facebook');

const Id = z.union([z.string().regex(/^[\d_]{1,80}$/), z.number().int().nonnegative()]).transform(String);
const Page = z.url({ protocol: /^https?$/ });
export const Person = z.object({ id: Id, name: z.string().nullish() });
export type Person = z.output<typeof Person>;

/** The Page that a page token speaks for. @see https://developers.facebook.com/docs/graph-api/reference/page */
export const WirePage = Person.extend({
  username: z.string().nullish(),
  about: z.string().nullish(),
  link: Page.nullish(),
  website: z.string().nullish(),
  followers_count: z.number().int().nonnegative().nullish(),
});
export type WirePage = z.output<typeof WirePage>;

const WireComment = z.object({
  id: Id,
  message: z.string().nullish(),
  created_time: z.coerce.date(),
  permalink_url: Page.nullish(),
  from: Person.nullish(),
  parent: z.object({ id: Id }).nullish(),
});
const WireStory = WireComment.extend({ comments: z.object({ data: z.array(WireComment) }).nullish() });
export const WireFeed = z.object({ data: z.array(WireStory) });
export type WireStory = z.output<typeof WireStory>;

/** Something that was said on the Page, wherever it was told. */
export interface Said {
  readonly id: string;
  readonly by: Person;
  readonly text: string;
  readonly kind: Post['kind'];
  readonly url: string | undefined;
  readonly publishedAt: Date;
  /** The story on the Page; the same where this opens one. */
  readonly story: string;
  readonly to: string | undefined;
}

const urlOf = (id: string) => `https://www.facebook.com/${id}`;

export function toPost(said: Said, at: Date): Post {
  const url = said.url ?? urlOf(said.id);
  return {
    ...{ network: FACEBOOK, id: PostId.parse(said.id), profile: ProfileId.parse(said.by.id), url },
    ...{ text: said.text, kind: said.kind, publishedAt: said.publishedAt, counts: {} },
    conversation: PostId.parse(said.story),
    ...(said.to !== undefined && { inReplyTo: PostId.parse(said.to) }),
    provenance: { source: FACEBOOK, url, fetchedAt: at, basis: 'published by the person' },
  };
}

/** A person is known to the Page by a number that leads nowhere: there what they said leads to them. */
export function authorOf({ id, name }: Person, url: string, at: Date): Profile {
  return {
    ...{ network: FACEBOOK, id: ProfileId.parse(id), handle: id, url },
    ...(name?.trim() && { name: name.trim() }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: FACEBOOK, url, fetchedAt: at, basis: 'published by the person' },
  };
}

export function toProfile(page: WirePage, now: Date): Profile {
  const username = page.username?.toLowerCase() || undefined;
  const site = writtenLink(page.website);
  return {
    ...authorOf(page, page.link ?? urlOf(username ?? page.id), now),
    handle: username ?? page.id,
    ...present({ bio: page.about?.trim() || undefined }),
    states: site === undefined ? [] : [{ url: site, where: 'link', proven: false }],
    counts: present({ followers: page.followers_count ?? undefined }),
  };
}

/** What one person said in these stories and below them; nothing without words. */
export function saidIn(stories: readonly WireStory[], who: string): readonly Said[] {
  return stories.flatMap((story) => {
    const parts = [
      { ...story, kind: 'post' as const, to: undefined },
      ...(story.comments?.data ?? []).map((one) => ({
        ...one,
        kind: one.parent ? ('reply' as const) : ('comment' as const),
        to: one.parent?.id ?? story.id,
      })),
    ];
    return parts.flatMap(({ id, from, message, kind, to, permalink_url: url, created_time: publishedAt }) => {
      const text = message?.trim() ?? '';
      if (from?.id !== who || text === '') return [];
      return [{ ...{ id, by: from, text, kind, publishedAt, to }, url: url ?? undefined, story: story.id }];
    });
  });
}
