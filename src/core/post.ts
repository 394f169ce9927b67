import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from './ids.ts';
import { Provenance } from './provenance.ts';

/** What a post is; a `direct message` was written to an account of the customer's own, and only there. */
const KINDS = [
  'post',
  'reply',
  'mention',
  'quote',
  'share',
  'reaction',
  'review',
  'question',
  'answer',
  'issue',
  'comment',
  'release',
  'direct message',
] as const;

/** One public utterance of a profile. It belongs to the profile, never to a contact. */
export const Post = z.object({
  network: NetworkId,
  id: PostId,
  profile: ProfileId,
  url: z.string(),
  kind: z.enum(KINDS),
  text: z.string(),
  /** BCP 47 tag as stated by the author; unchecked. */
  statedLanguage: z.string().optional(),
  publishedAt: z.coerce.date(),
  /** The id of the conversation's first post; a post that starts one names itself. */
  conversation: PostId,
  inReplyTo: PostId.optional(),
  /** Whom it names on its own network, where the network itself says so: by their id, or by their handle of that moment. */
  names: z.array(z.union([z.object({ profile: ProfileId }), z.object({ handle: z.string() })])).optional(),
  counts: z.object({
    likes: z.number().int().nonnegative().optional(),
    replies: z.number().int().nonnegative().optional(),
    shares: z.number().int().nonnegative().optional(),
  }),
  provenance: Provenance,
});
export type Post = z.output<typeof Post>;

export type Named = NonNullable<Post['names']>[number];

/** A post that names more people than this names nobody in particular: they are read so far. */
export const MOST_NAMED = 20;

/** Before this there were no networks: the clocks of computers begin here. */
const EARLIEST = 0;
/** The last year of four digits. */
const LATEST = Date.UTC(9999, 11, 31);

/**
 * The same post, said at a moment that a calendar has: whoever writes a post writes its date as well, and may write any.
 * What cannot be a date counts as said when it was read.
 */
export function dated<P extends Pick<Post, 'publishedAt' | 'provenance'>>(post: P): P {
  const ms = post.publishedAt.getTime();
  if (ms >= EARLIEST && ms <= LATEST) return post;
  const publishedAt = Number.isNaN(ms)
    ? post.provenance.fetchedAt
    : new Date(ms < EARLIEST ? EARLIEST : LATEST);
  return { ...post, publishedAt };
}
