import type { Contact } from '../../contact.ts';
import type { ContactId } from '../../ids.ts';
import type { Post } from '../../post.ts';
import type { Profile, ProfileKey } from '../../profile.ts';
import type { AttentionEdge } from '../attention-edge.ts';

/** A post by which one profile turned to another. */
export type Turn = Pick<Post, 'url' | 'kind' | 'publishedAt'>;

/** Attention, with the newest of the posts that show it. */
export interface Tie extends AttentionEdge {
  readonly evidence: readonly Turn[];
}

/** A profile at either end of a tie. */
export interface Neighbour extends Pick<
  Profile,
  'network' | 'id' | 'handle' | 'url' | 'name' | 'standing' | 'reserved'
> {
  /** The contacts that it is linked to, by Kith or by a person; none: a stranger. */
  readonly contacts: readonly ContactId[];
}

/** What is kept around the linked profiles of one contact: who turns to them, and which contacts turn to those. */
export interface NeighbourhoodFacts {
  readonly contact: Contact;
  readonly own: readonly ProfileKey[];
  readonly ties: readonly Tie[];
  readonly profiles: readonly Neighbour[];
  /** Those whom `profiles` name. */
  readonly contacts: readonly Contact[];
}
