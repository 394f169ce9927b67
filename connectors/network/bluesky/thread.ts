import { z } from 'zod';
import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { getPostThread } from './api.ts';
import { toPost, toProfile, WireActor, WireViewed } from './wire.ts';

type Tools = NetworkTools<{ readonly base: string }>;

/** A post of a thread. Of one that was deleted, or whose author shut ours out, only the address is left: no `post`. */
const WireNode = z.object({
  post: WireViewed.extend({ author: WireActor }).optional().catch(undefined),
  parent: z.unknown().optional(),
  replies: z.array(z.unknown()).nullish(),
});

/** The conversation from its first post down; where that is gone, what is left around the post itself. */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  if (!post.conversation.startsWith('at://')) return [];
  const whole = await getPostThread(tools, post.conversation);
  const found = whole ?? (post.id === post.conversation ? undefined : await getPostThread(tools, post.id));
  return said(found, most, tools.now());
}

/** Without recursion: answers are nested as deep as somebody likes. */
function said(root: unknown, most: number, now: Date): readonly Mention[] {
  const found = new Map<string, Mention>();
  const left = [root];
  while (left.length > 0 && found.size < most) {
    const node = WireNode.safeParse(left.shift());
    if (!node.success) continue;
    const { post: viewed, parent, replies } = node.data;
    const by = viewed && toProfile(viewed.author, now);
    const post = viewed && by && toPost({ post: viewed }, by.id, now);
    if (post && by) found.set(post.id, { post, by });
    left.push(...(parent === undefined ? [] : [parent]), ...(replies ?? []));
  }
  return [...found.values()];
}
