import type { ConversationPost } from '../../core/conversation/thread/conversation.ts';

/** A post with those below it. */
export interface Branch {
  readonly post: ConversationPost;
  readonly below: readonly Branch[];
}

/** Lists nested deeper are no help to anybody, on a narrow screen least: what is below stands beside it. */
const DEEPEST = 5;

/** The posts of a thread, which come in the order of reading, as a tree. */
export function nested(posts: readonly ConversationPost[]): readonly Branch[] {
  const top: Branch[] = [];
  const open: Branch[][] = [top];
  for (const post of posts) {
    const level = Math.min(post.depth, DEEPEST, open.length - 1);
    const below: Branch[] = [];
    open[level]?.push({ post, below });
    open.length = level + 1;
    open.push(below);
  }
  return top;
}

/** The name of a post on the page, by its place in the thread: ids of networks hold anything. */
export function anchorOf(
  posts: readonly ConversationPost[],
  { network, id }: { readonly network: string; readonly id: string },
): string {
  return `post-${posts.findIndex((post) => post.network === network && post.id === id) + 1}`;
}
