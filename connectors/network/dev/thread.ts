import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getArticle, getComments } from './api.ts';
import type { Tools } from './api.ts';
import { commentsIn, toComment, toPost } from './said.ts';
import { toAuthor } from './written.ts';

/** An article and the comments below it, those nearer to it first: two requests, however many there are. */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  const [, number] = /^article:([1-9]\d{0,11})$/.exec(post.conversation) ?? [];
  const article = number === undefined ? undefined : await getArticle(tools, number);
  if (!article) return [];
  const by = toAuthor(article, tools.now());
  const written = by && toPost(article, by, tools.now());
  const found: Mention[] = by && written ? [{ post: written, by }] : [];
  for (const placed of commentsIn(article, await getComments(tools, article.id))) {
    if (found.length >= most) break;
    const speaker = toAuthor(placed.comment, tools.now());
    const said = speaker && toComment(placed, speaker, tools.now());
    if (speaker && said) found.push({ post: said, by: speaker });
  }
  return found;
}
