import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { searchQuestions } from './api.ts';
import type { Tools } from './api.ts';
import { toAuthor } from './asked.ts';
import { toPost } from './wire.ts';

/** Questions that hold these words, or have this tag. */
export async function mentions(
  tools: Tools,
  question: ListeningQuestion,
  range: Range,
): Promise<readonly Mention[]> {
  const found = await searchQuestions(tools, asSearch(question), range);
  const site = new URL(tools.settings.site);
  return found.flatMap((asked): readonly Mention[] => {
    const by = toAuthor(asked, tools.now());
    const post = by && toPost(asked, by, site, tools.now());
    return by && post ? [{ post, by, tags: asked.tags.map((tag) => tag.replaceAll('-', '_')) }] : [];
  });
}

/** Quotes hold a phrase together; brackets and colons would be the search's own syntax. Tags have dashes. */
function asSearch(question: ListeningQuestion): { readonly q: string } | { readonly tagged: string } {
  if (question.kind === 'tag') return { tagged: question.tag.replaceAll('_', '-') };
  return { q: question.words.map((word) => `"${word.replaceAll(/["[\]:]+/g, ' ').trim()}"`).join(' ') };
}
