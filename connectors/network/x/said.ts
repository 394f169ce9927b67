import { PostId, ProfileId } from '../../../src/core/ids.ts';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { X, lengthened } from './wire.ts';
import type { WirePost } from './wire.ts';

/** The first moment that the numbers of X's posts count from, in milliseconds since 1970. */
const EPOCH_MS = 1_288_834_974_657n;

/** The millisecond at which a number of X's (a snowflake) was given out: its upper 42 bits. */
export function givenOutAt(id: string): Date {
  return new Date(Number((BigInt(id) >> 22n) + EPOCH_MS));
}

/** What a profile said itself; what it repeats of others says nothing. */
export function toPosts(
  wire: readonly WirePost[],
  of: Pick<Profile, 'id' | 'handle'>,
  range: Range,
  now: Date,
): readonly Post[] {
  const theirs = wire.filter(({ author_id: author }) => author === undefined || author === of.id);
  return newest(
    theirs.flatMap((post) => toPost(post, of, now) ?? []),
    range,
  );
}

/** @param at when it was seen like this. @returns undefined for a repetition, and for one without words. */
export function toPost(wire: WirePost, by: Pick<Profile, 'id' | 'handle'>, at: Date): Post | undefined {
  const referred = (type: string) => wire.referenced_tweets.find((one) => one.type === type)?.id;
  const text = wordsOf(wire);
  if (referred('retweeted') !== undefined || text === '') return undefined;
  const answers = referred('replied_to');
  const url = `https://x.com/${by.handle}/status/${wire.id}`;
  const { like_count: likes, reply_count: replies, retweet_count: shares } = wire.public_metrics ?? {};
  return {
    network: X,
    id: PostId.parse(wire.id),
    profile: ProfileId.parse(by.id),
    url,
    kind: answers === undefined ? (referred('quoted') === undefined ? 'post' : 'quote') : 'reply',
    text,
    ...present({
      statedLanguage: languageOf(wire.lang),
      inReplyTo: answers === undefined ? undefined : PostId.parse(answers),
    }),
    publishedAt: wire.created_at ?? givenOutAt(wire.id),
    conversation: PostId.parse(wire.conversation_id ?? answers ?? wire.id),
    counts: present({ likes, replies, shares }),
    provenance: { source: X, url, fetchedAt: at, basis: 'published by the person' },
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The text as it was written: X answers three characters as HTML names, and every address shortened. */
function wordsOf({ text, entities, note_tweet: note }: WirePost): string {
  const whole = note ? lengthened(note.text, note.entities?.urls) : lengthened(text, entities?.urls);
  return whole.replaceAll(/&(?:amp|lt|gt);/g, (name) => ENTITIES[name] ?? name).trim();
}

/** `und`, `zxx`, `qme` and their like say that X does not know. */
function languageOf(lang: string | undefined): string | undefined {
  return lang && !/^(?:und|zxx|q\w\w)$/.test(lang) ? lang : undefined;
}
