import { z } from 'zod';

const text = z.string().nullish();
const number = z.number().nullish();

/** A row of `Social_Conversation__c`. */
export const StoredPost = z.object({
  Network__c: text,
  Network_Title__c: text,
  Post_Id__c: text,
  Url__c: text,
  Kind__c: text,
  Handle__c: text,
  Text__c: text,
  Published_At__c: text,
  Tone__c: text,
  Tone_Probability__c: number,
  Intent__c: text,
  Likes__c: number,
  Replies__c: number,
  Shares__c: number,
});

/** Simulator of `KithPostView.cls`: a stored post, in the shape of Kith's own answer. */
export const postView = (stored: z.output<typeof StoredPost>) => ({
  network: stored.Network__c,
  networkTitle: stored.Network_Title__c,
  id: stored.Post_Id__c,
  url: stored.Url__c,
  kind: stored.Kind__c,
  handle: stored.Handle__c,
  text: stored.Text__c,
  publishedAt: stored.Published_At__c,
  reading: {
    tone: judgement(stored.Tone__c, stored.Tone_Probability__c),
    intents: listed(judgement(stored.Intent__c, null)),
  },
  counts: { likes: stored.Likes__c, replies: stored.Replies__c, shares: stored.Shares__c },
});

/** The likeliest alone is stored. */
const listed = <T>(one: T | null) => (one === null ? null : [one]);

/** Nothing stored is no judgement. */
function judgement(label: string | null | undefined, percent: number | null | undefined) {
  if (!label) return null;
  return { label, probability: typeof percent === 'number' ? percent / 100 : null };
}
