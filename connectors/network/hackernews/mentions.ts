import { ProfileId } from '../../../src/core/ids.ts';
import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getItem, searchByWords } from './api.ts';
import type { Tools } from './api.ts';
import { authorOf, toPost } from './wire.ts';

/** Each costs a request, since only the item itself says whether it was taken away. */
const MOST = 30;

/** Stories and comments by anybody that hold these words. What was deleted or is dead there is left out. */
export async function mentions(
  tools: Tools,
  question: ListeningQuestion,
  range: Range,
): Promise<readonly Mention[]> {
  if (question.kind !== 'words') return [];
  const hits = await searchByWords(tools, question.words, { ...range, limit: Math.min(range.limit, MOST) });
  const read = await Promise.all(
    hits.map(async ({ objectID, author, story_id }): Promise<readonly Mention[]> => {
      const item = await getItem(tools, objectID);
      const post = item && toPost(item, story_id ?? undefined, ProfileId.parse(author), tools.now());
      return post ? [{ post, by: authorOf(author, tools.now()) }] : [];
    }),
  );
  return read.flat();
}
