import { z } from 'zod';
import { PostId, ProfileId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { WireOwner } from './asked.ts';
import { Id, idOf, Seconds, STACKEXCHANGE, WireAnswer, wrapped } from './wire.ts';

/** `GET /questions/{ids}/answers` with the filter `withbody`. */
export const WireOthersAnswers = wrapped(WireAnswer.extend({ owner: WireOwner }));
export type WireOthersAnswer = z.output<typeof WireOthersAnswers>['items'][number];

/** `GET /posts/{ids}/comments` with the filter `withbody`: of comments within other answers the API leaves out the words. */
export const WireRemarks = wrapped(
  z.object({
    comment_id: Id,
    post_id: Id,
    owner: WireOwner.default({}),
    reply_to_user: WireOwner.optional().catch(undefined),
    body: z.string(),
    creation_date: Seconds,
    score: z.number().int(),
  }),
);
export type WireRemark = z.output<typeof WireRemarks>['items'][number];

/** A comment; comments have a numbering of their own. Which of the comments before it answers is not told, but whom. */
export function toComment(
  remark: WireRemark,
  by: Profile,
  { site, question, now }: { readonly site: URL; readonly question: number; readonly now: Date },
): Post {
  const url = `${site.origin}/q/${question}#comment${remark.comment_id}_${remark.post_id}`;
  const named = remark.reply_to_user?.account_id;
  return {
    ...{
      network: STACKEXCHANGE,
      id: PostId.parse(`${site.host}/comment/${remark.comment_id}`),
      profile: by.id,
    },
    ...{ url, kind: 'comment', text: readMarkup(remark.body).text, publishedAt: remark.creation_date },
    ...{ conversation: idOf(site, question), inReplyTo: idOf(site, remark.post_id) },
    ...(named !== undefined && { names: [{ profile: ProfileId.parse(String(named)) }] }),
    counts: { likes: Math.max(0, remark.score) },
    provenance: { source: STACKEXCHANGE, url, fetchedAt: now, basis: 'published by the person' },
  };
}
