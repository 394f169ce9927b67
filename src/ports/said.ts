import { digestOf } from '../core/signature.ts';
import type { Post } from '../core/post.ts';
import type { Profile } from '../core/profile.ts';
import type { NetworkEvent } from './push.ts';

/**
 * That something was said, or was said differently. Networks' times are whole seconds at the best, within which somebody
 * may edit twice: the words tell the two apart.
 */
export function saidAt(
  told: { readonly post: Post; readonly by: Profile },
  at: Date = told.by.provenance.fetchedAt,
): NetworkEvent {
  const words = digestOf(told.post.text).slice(0, 16);
  return { kind: 'said', id: `${told.post.id}@${at.getTime()} ${words}`, at, ...told };
}
