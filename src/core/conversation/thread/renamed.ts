import type { PostId } from '../../ids.ts';
import type { Post } from '../../post.ts';
import { postKey } from './utterance.ts';

/**
 * What is kept, with what it answers called as its network calls it now. A network that shows somebody's posts alone may tell
 * no more of what they answer than a number of its own; whoever reads the whole thread learns the id. A post that is in
 * sight keeps its name.
 * @param live the same thread, as its network shows it now.
 */
export function renamed<Said extends { readonly post: Post }>(
  kept: readonly Said[],
  live: readonly { readonly post: Post }[],
): readonly Said[] {
  const now = new Map(live.map(({ post }) => [postKey(post), post]));
  const seen = new Set([...kept.map(({ post }) => postKey(post)), ...now.keys()]);
  const [answered, begun] = [new Map<string, PostId>(), new Map<string, PostId>()];
  for (const { post } of kept) {
    const { network, inReplyTo, conversation } = post;
    const told = now.get(postKey(post));
    if (!told) continue;
    if (inReplyTo && told.inReplyTo) answered.set(postKey({ network, id: inReplyTo }), told.inReplyTo);
    begun.set(postKey({ network, id: conversation }), told.conversation);
  }
  return kept.map((one) => {
    const { network, inReplyTo = now.get(postKey(one.post))?.inReplyTo, conversation } = one.post;
    const above = inReplyTo && postKey({ network, id: inReplyTo });
    const called = above === undefined || seen.has(above) ? inReplyTo : (answered.get(above) ?? inReplyTo);
    const first = begun.get(postKey({ network, id: conversation })) ?? conversation;
    return { ...one, post: { ...one.post, conversation: first, ...(called && { inReplyTo: called }) } };
  });
}
