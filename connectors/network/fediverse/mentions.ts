import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getTagged } from './api.ts';
import type { Tools } from './api.ts';
import { isOwn, toPosts } from './statuses.ts';
import { toAuthor } from './tagged.ts';
import type { WireTagged } from './tagged.ts';

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
    .flatMap((status) => toMention(status, host, tools.now()))
    .slice(0, limit);
}

function toMention(status: WireTagged, host: string, now: Date): readonly Mention[] {
  const by = toAuthor(status, host, now);
  const author = by && { id: by.id, account: status.account.id, toldBy: host };
  if (!by || !author || !isOwn(status, author, now)) return [];
  // What is answered is named by its number on the server that was asked, which is nobody's id.
  const [post] = toPosts([{ ...status, in_reply_to_id: null }], author, now);
  return post ? [{ post: status.in_reply_to_id ? { ...post, kind: 'reply' } : post, by }] : [];
}
