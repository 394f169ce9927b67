import type { NetworkId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { Profile } from '../core/profile.ts';

/** The source of what a network told us itself, apart from what we read there. */
export const toldBy = (network: NetworkId): string => `${network} webhook`;

/** The source of what was listened to: what reading finds too, and takes for gone when it does not. */
export const streamed = (network: NetworkId): string => `${network} stream`;

/** What was heard so lately may not stand yet where we read. */
const SETTLED_MS = 3_600_000;

/** Whether reading a profile now would find the post, were it still there. */
export function isReadable({ network, provenance }: Post, now: Date): boolean {
  if (provenance.source === toldBy(network)) return false;
  return (
    provenance.source !== streamed(network) || now.getTime() - provenance.fetchedAt.getTime() >= SETTLED_MS
  );
}

/** The post as it is kept when its network told us of it. */
export function told(post: Post): Post {
  if (post.provenance.source === streamed(post.network)) return post;
  return { ...post, provenance: { ...post.provenance, source: toldBy(post.network) } };
}

/** What becomes of the author of a post, of whom the network tells little more than the name. */
export type Author =
  | { readonly is: 'new' | 'renamed'; readonly profile: Profile }
  /** Known under other names than these: worth asking for again. */
  | { readonly is: 'changed' }
  | { readonly is: 'known' };

/**
 * The author beside what is known. Who was asked for is known better than from a delivery, which never replaces that.
 * @param asked whether the network can be asked for the profile.
 */
export function authorOf(by: Profile, known: Profile | undefined, asked: boolean): Author {
  if (!known) return { is: 'new', profile: by };
  const older = by.provenance.fetchedAt <= known.provenance.fetchedAt;
  const same = by.handle === known.handle && (by.name === undefined || by.name === known.name);
  if (older || same) return { is: 'known' };
  if (asked) return { is: 'changed' };
  const { emails: _, states: __, counts: ___, ...says } = by;
  return { is: 'renamed', profile: { ...known, ...says } };
}

/**
 * What a network told of a profile beside what is known of it: the later of both goes first, and what only one of them
 * says stays said, in whatever order they arrived.
 */
export function toldOf(by: Profile, known: Profile | undefined): Profile {
  if (!known) return by;
  const [later, earlier] = by.provenance.fetchedAt >= known.provenance.fetchedAt ? [by, known] : [known, by];
  return { ...earlier, ...later, emails: later.emails.length > 0 ? later.emails : earlier.emails };
}
