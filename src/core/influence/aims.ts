import type { AddressGrammar } from '../identity/address.ts';
import { addressesIn } from '../identity/addresses-in.ts';
import { readAddress } from '../identity/read-address.ts';
import { MOST_NAMED } from '../post.ts';
import type { Named, Post } from '../post.ts';

/** Whom a post turns to, in its own words: whoever said a post, has a handle, or is a profile. */
export interface Aim {
  readonly names: 'post' | 'handle' | 'profile';
  readonly what: string;
}

/** `@ada`, `@ada@social.example`; no mail address, and not the dot that ends the sentence. */
const HANDLE = /(?<![\p{L}\p{M}\p{N}_.@/])@[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.@-]{0,200}/gu;

type Turning = Pick<Post, 'network' | 'id' | 'kind' | 'text' | 'conversation' | 'inReplyTo' | 'names'>;

/**
 * Whom a post turns to: who said what it answers, who began the conversation, and whom it names on its own network. Where the
 * network says whom, its word goes before what looks like a handle. What was said in private turns to nobody.
 * @param grammar how the network's addresses look; without it no words are read.
 */
export function aimsOf(post: Turning, grammar: AddressGrammar | undefined): readonly Aim[] {
  if (post.kind === 'direct message') return [];
  const posts = [post.inReplyTo, post.conversation].filter((one) => one !== undefined && one !== post.id);
  const aims = [
    ...posts.map((what) => ({ names: 'post', what: String(what) }) as const),
    ...(post.names ?? []).map(aimOf),
    ...(grammar ? handlesIn(post, grammar) : []).map((what) => ({ names: 'handle', what }) as const),
  ];
  return [...new Map(aims.map((aim) => [`${aim.names} ${aim.what}`, aim])).values()].slice(0, MOST_NAMED);
}

const aimOf = (named: Named): Aim =>
  'profile' in named ? { names: 'profile', what: named.profile } : { names: 'handle', what: named.handle };

/** Bare handles, unless the network said who is named, and addresses of profiles, of one network. */
function handlesIn({ text, names }: Turning, grammar: AddressGrammar): readonly string[] {
  const bare = (names ? [] : [...text.matchAll(HANDLE)]).map(([written]) => written.replace(/[.@-]+$/u, ''));
  const read = bare.map((written) => readAddress(written, [grammar], grammar.network));
  // A network that may be on any host would take every link for a profile's.
  const linked = grammar.hosts.length > 0 ? addressesIn(text, [grammar]) : [];
  return [...read, ...linked].flatMap((address) => (address ? [address.handle] : []));
}
