import { z } from 'zod';
import { jsonIn, shapeOf } from '../../../src/core/delivered.ts';
import { PostId } from '../../../src/core/ids.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { ID, toPost, toProfile, TRUSTPILOT, WireReview } from './wire.ts';

const TITLE = 'Trustpilot';

const Line = z.object({ at: z.coerce.date() });
const Delivery = z.object({ events: z.array(z.object({ eventName: z.string(), eventData: z.unknown() })) });
/** The same review in a delivery's words. */
const Written = WireReview.extend({
  consumer: z.object({ id: z.string().regex(ID), name: z.string().nullish() }),
});
const Gone = z.object({ id: z.string().regex(ID) });

type Reader = (data: unknown, cameAt: Date) => readonly NetworkEvent[];

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['service-review-created', written],
  ['service-review-updated', revised],
  ['service-review-deleted', unsaid],
]);

/** What a kept delivery says; nothing for reviews of products and all the rest. @throws Failure `malformed` */
export function happened(kept: Buffer): readonly NetworkEvent[] {
  const end = kept.indexOf('\n');
  const { at } = shapeOf(Line, jsonIn(kept.subarray(0, Math.max(0, end)), TITLE), TITLE);
  const { events } = shapeOf(Delivery, jsonIn(kept.subarray(end + 1), TITLE), TITLE);
  return events.flatMap(({ eventName, eventData }) => READERS.get(eventName)?.(eventData, at) ?? []);
}

function written(data: unknown): readonly NetworkEvent[] {
  const review = reviewIn(data);
  return said(review, review.updatedAt ?? review.createdAt);
}

/** Trustpilot does not always say when: then it was when it came. */
function revised(data: unknown, cameAt: Date): readonly NetworkEvent[] {
  const review = reviewIn(data);
  return said(review, review.updatedAt ?? cameAt);
}

function reviewIn(data: unknown): WireReview {
  const { consumer, ...review } = shapeOf(Written, data, TITLE);
  return { ...review, consumer: { id: consumer.id, displayName: consumer.name?.trim() || undefined } };
}

/** Whose it is the delivery does not tell, so the reviewer is asked for again. */
function said(review: WireReview, at: Date): readonly NetworkEvent[] {
  const by = toProfile(review.consumer, at);
  const post = toPost(review, at);
  const asked = { network: TRUSTPILOT, id: by.id };
  return [
    saidAt({ post, by }),
    { kind: 'profile changed', id: `${by.id} wrote ${post.id}@${at.getTime()}`, at, profile: asked },
  ];
}

/** A review that is gone cannot come back under its id. */
function unsaid(data: unknown, cameAt: Date): readonly NetworkEvent[] {
  const post = PostId.parse(shapeOf(Gone, data, TITLE).id);
  return [{ kind: 'unsaid', id: `${post} deleted`, at: cameAt, network: TRUSTPILOT, post }];
}
