import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getAnswers, getQuestion, getRemarks } from './api.ts';
import type { Tools } from './api.ts';
import { toAuthor } from './asked.ts';
import type { WireAsked } from './asked.ts';
import { toComment } from './remarks.ts';
import type { WireOthersAnswer } from './remarks.ts';
import { toPost } from './wire.ts';

/** So many of anything an answer of the API holds. */
const PAGE = 100;

/**
 * A question, its answers, the most liked first, and what is remarked on either: two requests, three where it has answers.
 * None is made beside another, since an answer may ask for a pause.
 */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  const site = new URL(tools.settings.site);
  const number = numberIn(post, site);
  const question = number === undefined ? undefined : await getQuestion(tools, number);
  if (!question || number === undefined || most <= 0) return [];
  const left = Math.min(PAGE, most - 1);
  const answers = question.answer_count > 0 && left > 0 ? await getAnswers(tools, number, left) : [];
  const said = [question, ...answers].flatMap((one) => mentionOf(one, site, tools.now()));
  const posts = [number, ...answers.map(({ answer_id: id }) => id)].slice(0, PAGE);
  const remarks = await getRemarks(tools, posts, Math.min(PAGE, Math.max(1, most - said.length)));
  const comments = remarks.flatMap((remark): readonly Mention[] => {
    const by = toAuthor(remark, tools.now());
    return by ? [{ post: toComment(remark, by, { site, question: number, now: tools.now() }), by }] : [];
  });
  return [...said, ...comments].slice(0, most);
}

/** Of the site that is asked; the number is something else anywhere else. */
function numberIn({ conversation }: Post, { host }: URL): number | undefined {
  const [, site, number] = /^([^/]+)\/([1-9]\d{0,11})$/.exec(conversation) ?? [];
  return site === host && number !== undefined ? Number(number) : undefined;
}

/** Nothing of who is there no more. */
function mentionOf(said: WireAsked | WireOthersAnswer, site: URL, now: Date): readonly Mention[] {
  const by = toAuthor(said, now);
  const post = by && toPost(said, by, site, now);
  return by && post ? [{ post, by }] : [];
}
