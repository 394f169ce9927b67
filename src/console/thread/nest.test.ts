import { describe, expect, it } from 'vitest';
import type { ConversationPost } from '../../core/conversation/thread/conversation.ts';
import { anchorOf, nested } from './nest.ts';
import type { Branch } from './nest.ts';

const at = (depth: number, id = 'x') => ({ network: 'sky', id, depth }) as ConversationPost;
const shape = (branches: readonly Branch[]): unknown =>
  branches.map(({ post, below }) => (below.length > 0 ? [post.id, shape(below)] : post.id));

const levelsOf = (branches: readonly Branch[]): number =>
  branches.length === 0 ? 0 : 1 + Math.max(...branches.map(({ below }) => levelsOf(below)));

describe('a thread as a nested list', () => {
  it('has each post below what it answers', () => {
    const posts = [at(0, 'a'), at(1, 'b'), at(2, 'c'), at(1, 'd'), at(0, 'e')];
    expect(shape(nested(posts))).toEqual([['a', [['b', ['c']], 'd']], 'e']);
  });

  it('goes no deeper than one can see, and loses nobody', () => {
    const deep = Array.from({ length: 40 }, (_, n) => at(n, `${n}`));
    expect(levelsOf(nested(deep))).toBe(6);
    expect(JSON.stringify(shape(nested(deep))).match(/\d+/g)).toHaveLength(40);
  });

  it('has a name for each post that is safe in a page', () => {
    const posts = [at(0, 'at://did/x'), at(0, '"><b>')];
    expect(posts.map((post) => anchorOf(posts, post))).toEqual(['post-1', 'post-2']);
  });
});
