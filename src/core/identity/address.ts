import type { NetworkId } from '../ids.ts';
import type { Population } from './namesakes.ts';

/**
 * How a network's addresses look, declared by its connector as data: the core knows no network by name.
 * Every pattern's first group is the handle, or the whole match where there is none.
 */
export interface AddressGrammar {
  readonly network: NetworkId;
  readonly title: string;
  /** Hosts whose pages are profiles there, without `www.`; empty where any host may be one (Fediverse, websites). */
  readonly hosts: readonly string[];
  /** Tried in order against the decoded path of a URL on one of the hosts (or on any host, when there are none). */
  readonly paths: readonly RegExp[];
  /** What a bare handle looks like, after the folding below. */
  readonly handle: RegExp;
  readonly fold: 'lower' | 'exact';
  /** Handles of this form keep their case, whatever the folding: ids that stand where names do. */
  readonly exact?: RegExp;
  /** Paths of the network's own pages that look like handles: `features`, `login`. */
  readonly reserved: readonly string[];
  /** The canonical URL, with `{handle}` in it (and `{host}` and `{user}` where the handle is `user@host`). */
  readonly url: string;
  /** Other names people write before the colon in `network:handle`. */
  readonly aliases: readonly string[];
  /** Where the last part of the handle is an id the network gave (not a name a person chose), matching ignores it. */
  readonly idTail?: RegExp;
  /** The stable id is the network's own number: it may look like a handle, and is somebody else's where it is one. */
  readonly idIsNoHandle?: true;
  /** How many people there are; absent where nobody is found there by searching for a name. */
  readonly population?: Population;
}

/** A canonical place on a network. Two spellings of one place are equal in all three fields. */
export interface Address {
  readonly network: NetworkId;
  readonly handle: string;
  readonly url: string;
}
