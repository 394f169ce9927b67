import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getTagged } from './api.ts';
import type { Tools } from './api.ts';
import { toMention } from './tagged.ts';

/** What a server knows under a tag: of its own people and of those they follow. Words are searched with an account only. */
export async function mentions(
  tools: Tools,
  host: string,
  question: ListeningQuestion,
  { since, limit }: Range,
): Promise<readonly Mention[]> {
  if (question.kind !== 'tag') return [];
  const found = (await getTagged(tools, host, question.tag)) ?? [];
  return found
    .filter((status) => since === undefined || status.created_at >= since)
    .flatMap((status) => toMention(status, host, new Map(), tools.now()))
    .map(unplaced)
    .slice(0, limit);
}

/** What is answered is named by its number on the server that was asked, which is nobody's id. */
function unplaced(mention: Mention): Mention {
  const { inReplyTo: _, ...post } = mention.post;
  return { ...mention, post };
}
