import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Provenance } from '../../../src/core/provenance.ts';

export const TRUSTPILOT = NetworkId.parse('trustpilot');
export const SITE = 'https://www.trustpilot.com';

/** How Trustpilot names people, reviews and companies. */
export const ID = /^[0-9a-f]{24}$/;
const Id = z.string().regex(ID);
const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

/** `GET /v1/consumers/{id}/profile`, and who stands on a review; of the rest that people may show nothing is read. */
export const WireConsumer = z.object({ id: Id, displayName: Text });
export type WireConsumer = z.output<typeof WireConsumer>;

/** A review, as both APIs answer it; `referralEmail` and `referenceId` only the private one. */
export const WireReview = z.object({
  id: Id,
  consumer: WireConsumer,
  businessUnit: z.object({ id: Id }).nullish(),
  stars: z.number().int().min(1).max(5),
  title: Text,
  text: Text,
  language: Text,
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date().nullish(),
  referralEmail: Text,
  numberOfLikes: z.number().int().nonnegative().nullish(),
});
export type WireReview = z.output<typeof WireReview>;

export const WireReviews = z.object({ reviews: z.array(WireReview) });

/** The e-mail address to which the customer's invitation went; undefined for a review that nobody was invited to. */
export function addressIn({ referralEmail }: WireReview): string | undefined {
  return referralEmail?.toLowerCase();
}

/** @param invitedAs the address to which an invitation went that they answered: whoever answered it reads its mail. */
export function toProfile(consumer: WireConsumer, now: Date, invitedAs?: string): Profile {
  const url = `${SITE}/users/${consumer.id}`;
  return {
    network: TRUSTPILOT,
    id: ProfileId.parse(consumer.id),
    handle: consumer.id,
    url,
    ...present({ name: consumer.displayName }),
    emails: invitedAs === undefined ? [] : [invitedAs],
    ...(invitedAs !== undefined && { keyedBy: invitedAs }),
    states: [],
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: provenanceOf(url, now),
  };
}

/** The stars stand before the words: they are part of what a reviewer says. */
export function toPost(review: WireReview, now: Date): Post {
  const id = PostId.parse(review.id);
  const url = `${SITE}/reviews/${review.id}`;
  const stars = '★'.repeat(review.stars) + '☆'.repeat(5 - review.stars);
  return {
    network: TRUSTPILOT,
    id,
    profile: ProfileId.parse(review.consumer.id),
    url,
    kind: 'review',
    text: [stars, wordsOf(review)].filter(Boolean).join(' '),
    ...present({ statedLanguage: review.language }),
    publishedAt: review.createdAt,
    conversation: id,
    counts: present({ likes: review.numberOfLikes ?? undefined }),
    provenance: provenanceOf(url, now),
  };
}

/** Who gives no title gets one from Trustpilot: the beginning of the text, which is not said twice. */
function wordsOf({ title, text }: WireReview): string {
  const isBeginning = title !== undefined && text?.startsWith(title.replace(/(?:…|\.{3})$/, ''));
  return [isBeginning ? undefined : title, text].filter(Boolean).join('\n\n');
}

function provenanceOf(url: string, fetchedAt: Date): Provenance {
  return { source: TRUSTPILOT, url, fetchedAt, basis: 'published by the person' };
}
