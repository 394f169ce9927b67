import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import type { Mentioning, ToldMention } from '../../../src/ports/webmentions.ts';
import type { Heard, Told } from '../../../src/ports/subscriptions.ts';
import { feedOf } from './alternates.ts';
import { openVisitor } from './api.ts';
import type { Visitor } from './api.ts';
import { readFeed } from './feed.ts';
import { hubOf } from './hub.ts';
import { saidBy } from './mention.ts';
import { WEBSITE } from './place.ts';
import { postsIn } from './posts.ts';
import { toProfile } from './wire.ts';

/**
 * A person's own page: what it states with rel=me, h-card and JSON-LD, and what its feed says. Any host; robots.txt is
 * obeyed.
 */
export const website = defineNetwork({
  id: WEBSITE,
  title: 'Website',
  base: undefined,
  settings: z.object({}),
  addresses: {
    network: WEBSITE,
    title: 'Website',
    hosts: [],
    paths: [/^([^?#]*?)\/*(?:[?#]|$)/],
    // A host and a path as a person would give it out: no port, nothing hidden, nothing escaped but letters.
    handle:
      /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9](?:\/[\p{L}\p{N}_~@+=-][\p{L}\p{M}\p{N}._~@+=!'()*,;:&-]*)*$/u,
    fold: 'exact',
    reserved: [],
    url: 'https://{handle}',
    aliases: ['web', 'site', 'homepage', 'url'],
  },
  // Between all hosts; the gate holds each host to one request a second besides.
  limits: { requests: 600, perSeconds: 60, together: 20 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'What a person publishes on a page of their own, unless its robots.txt or its noindex asks not to.',
    source: 'https://www.rfc-editor.org/rfc/rfc9309',
  },
  connect: (tools): Network => {
    const visitor = openVisitor(tools);
    return {
      profile: async (at) => {
        const url = URL.parse('id' in at ? at.id : `https://${at.handle}`);
        const page = url && /^https?:$/.test(url.protocol) ? await visitor.page(url) : undefined;
        return page && toProfile(page, tools.now());
      },
      posts: async (of, range) =>
        of.reserved || of.standing !== 'active' ? [] : posts(visitor, of, range, tools.now()),
      hub: async (of) => {
        const found = await feedAt(visitor, of, tools.now());
        return found && hubOf(found.answer, readFeed(found.answer.text), found.page);
      },
      heard,
      mentioning: (told) => mentioning(visitor, told, tools.now()),
    };
  },
});

async function posts(visitor: Visitor, of: Profile, range: Range, now: Date): Promise<readonly Post[]> {
  const found = await feedAt(visitor, of, now);
  if (!found) return [];
  return newest(postsIn(readFeed(found.answer.text), found.answer.url, found.still, now), range);
}

/** Undefined where there is no page, or none that links there. */
async function mentioning(visitor: Visitor, told: ToldMention, now: Date): Promise<Mentioning | undefined> {
  const page = await visitor.page(told.source);
  return page && saidBy(page, told, now);
}

/** The page is read again: it names its feed, and it may have become another person's or asked not to be indexed. */
async function feedAt(visitor: Visitor, of: Profile, now: Date) {
  const page = await visitor.page(new URL(of.url));
  const still = page && toProfile(page, now);
  if (!page || !still || still.id !== of.id || still.reserved) return undefined;
  const named = feedOf(page);
  const answer = named && (await visitor.feed(named));
  return answer && { page, still, answer };
}

/** What a hub delivers of a page's feed counts as if it had been read there. */
function heard(of: Profile, { topic, text, at }: Told): Heard {
  return { said: postsIn(readFeed(text), new URL(topic), of, at, true), unsaid: [] };
}
