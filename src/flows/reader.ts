import { readPost } from '../core/conversation/read-post.ts';
import type { Post } from '../core/post.ts';
import type { ReadPost } from '../core/record/facts.ts';
import type { Workspace } from '../ports/store.ts';

/** Reads posts as Kith reads them for this installation: also by the labels that it taught. */
export async function readerOf(w: Workspace): Promise<(post: Post) => ReadPost> {
  const own = await w.ownLabels.inForce();
  return (post) => ({ ...post, reading: readPost(post.text, post.statedLanguage, own) });
}
