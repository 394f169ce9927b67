import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getTagged } from './api.ts';
import type { Tools } from './api.ts';
import { toPost } from './said.ts';
import { toAuthor } from './written.ts';

/** Articles with a tag, which is letters and digits here; the API searches for no words. */
export async function mentions(
  tools: Tools,
  question: ListeningQuestion,
  { since, limit }: Range,
): Promise<readonly Mention[]> {
  if (question.kind !== 'tag') return [];
  const found = await getTagged(tools, question.tag.replaceAll('_', ''), limit);
  return found.flatMap((article): readonly Mention[] => {
    const by = toAuthor(article, tools.now());
    const post = by && toPost(article, by, tools.now());
    const isNew = post && (since === undefined || post.publishedAt >= since);
    return by && post && isNew ? [{ post, by, tags: article.tag_list }] : [];
  });
}
