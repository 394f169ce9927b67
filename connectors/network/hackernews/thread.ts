import { ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getItem } from './api.ts';
import type { Tools } from './api.ts';
import { authorOf, toPost } from './wire.ts';

/** Each costs a request: only the item itself says whether it was taken away. */
const MOST = 60;

/**
 * The story and its comments, level by level, so that of a large one what is near the story is read. Under what was
 * taken away others may have answered.
 */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  const story = Number(post.conversation);
  const found: Mention[] = [];
  const met = new Set<number>();
  let level = Number.isSafeInteger(story) && story > 0 ? [story] : [];
  while (level.length > 0) {
    const fresh = [...new Set(level)].filter((id) => !met.has(id)).slice(0, Math.min(most, MOST) - met.size);
    for (const id of fresh) met.add(id);
    const items = await Promise.all(fresh.map((id) => getItem(tools, String(id))));
    for (const item of items) {
      const by = item?.by === undefined ? undefined : ProfileId.parse(item.by);
      const read = item && by && toPost(item, story, by, tools.now());
      if (read && by) found.push({ post: read, by: authorOf(by, tools.now()) });
    }
    level = items.flatMap((item) => item?.kids ?? []);
  }
  return found;
}
