import type { Installation } from '../ports/store.ts';

/** Kith's own pages of one contact, as `console/place.ts` reads their addresses. */
export interface OwnPages {
  readonly contact: string;
  /** The page of the conversation in which a post stands. */
  readonly thread: (post: { readonly network: string; readonly id: string }) => string;
}

/** @param publicUrl where people reach this Kith; @returns undefined where that was not told */
export function ownPages(
  publicUrl: string | undefined,
  { id }: Pick<Installation, 'id'>,
  contact: string,
): OwnPages | undefined {
  if (publicUrl === undefined) return undefined;
  const at = (...parts: readonly string[]) =>
    `${publicUrl}/${parts.map(encodeURIComponent).join('/')}?installation=${encodeURIComponent(id)}`;
  return {
    contact: at('contacts', contact),
    thread: (post) => at('contacts', contact, 'conversations', post.network, post.id),
  };
}
