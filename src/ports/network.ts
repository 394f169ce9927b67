import type { z } from 'zod';
import type { Costs } from '../core/governance/costs.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import type { Sought } from '../core/identity/plan.ts';
import type { NetworkId } from '../core/ids.ts';
import type { ListeningQuestion } from '../core/listening/questions.ts';
import type { Range } from '../core/newest.ts';
import type { PostSpelling } from '../core/conversation/thread/spelling.ts';
import type { Post } from '../core/post.ts';
import type { Profile } from '../core/profile.ts';
import type { Hub } from '../core/subscription/subscription.ts';
import type { Terms } from '../core/terms.ts';
import type { Mention, Searched } from './listening.ts';
import type { Ask, Limits } from './outgoing.ts';
import type { Push } from './push.ts';
import type { Listen } from './stream.ts';
import type { Heard, Told } from './subscriptions.ts';
import type { Mentioning, ToldMention } from './webmentions.ts';

/** What a connector is given to talk with; it has no other way out. */
export interface NetworkTools<Settings> {
  readonly ask: Ask;
  readonly settings: Settings;
  readonly now: () => Date;
}

/** A connected network. Each function answers `undefined` or an empty list for what is not there, and throws only `Failure`. */
export interface Network {
  /** The profile at a handle or at a stable id. */
  profile(at: { readonly handle: string } | { readonly id: string }): Promise<Profile | undefined>;
  /** The profile that the owner of this e-mail address published, where the network allows the question. */
  profileByEmail?(email: string): Promise<Profile | undefined>;
  /** The profile of whoever is known by all of this, where each answer is charged: everything is asked at once. */
  person?(sought: Sought): Promise<Profile | undefined>;
  /** What of it `person` really asks about, the same for the same question; unless told, all of it. */
  personAsked?(sought: Sought): string;
  /** Profiles that may be a person of this name, for which evidence is then weighed; at most ten. */
  search?(name: string): Promise<readonly Profile[]>;
  /** The profile's newest posts, newest first, at most `limit`, none older than `since`. */
  posts?(profile: Profile, range: Range): Promise<readonly Post[]>;
  /** What was said, by whomever, that a question is about: newest first, at most `limit`, none older than `since`. */
  mentions?(question: ListeningQuestion, range: Range): Promise<readonly Mention[]>;
  /**
   * What was said in the conversation to which a post belongs, by whomever, as anybody may read it: at most about `most`
   * posts. Empty where it is gone, or the network has no way to read it whole.
   */
  thread?(post: Post, most: number): Promise<readonly Mention[]>;
  /**
   * What was said, of which a delivery told no word, and by whom; undefined where it is gone.
   * @param of as the event said it.
   */
  toldOf?(of: string): Promise<ToldOf | undefined>;
  /** Who tells at once of what the profile says, and under which name; undefined where its feed names nobody. */
  hub?(profile: Profile): Promise<Hub | undefined>;
  /**
   * What such a hub delivered says of this profile: the same posts under the same ids as reading.
   * @throws Failure `malformed`
   */
  heard?(profile: Profile, told: Told): Heard;
  /** What a page that is said to link to another says there, and who says it; undefined where it does not. */
  mentioning?(told: ToldMention): Promise<Mentioning | undefined>;
}

/** What was said, and by whom. */
export interface ToldOf {
  readonly post: Post;
  /** `namedOnly`: nothing but the handle is told of them, and the id is made of it. */
  readonly by: Profile;
  readonly namedOnly?: true;
}

/** A network connector is a value: data, and one function that connects. */
export interface NetworkConnector<S extends z.ZodType = z.ZodType> {
  readonly id: NetworkId;
  readonly title: string;
  /**
   * Where it is reached; `--network-base` and `KITH_NETWORK_BASE` point it elsewhere. Undefined: any host (websites).
   * Empty: nowhere until an admin says where (a forum of the customer's own); then `needs` names it.
   */
  readonly base: string | undefined;
  /** The settings an admin may give, each with a default; `base` is put in by the composition root. */
  readonly settings: S;
  /** The settings (and `base`) without which it is not asked: a key that only the customer can get, a forum of theirs. */
  readonly needs?: readonly string[];
  readonly addresses: AddressGrammar;
  /** How its addresses look, where that depends on what an admin set. Called once everything it needs is there. */
  addressesAt?(settings: z.output<S> & { readonly base: string }): AddressGrammar;
  /** How else the addresses of its posts may be written; absent where each has one. */
  readonly spellings?: readonly PostSpelling[];
  readonly limits: Limits;
  /** How often it may be asked with what an admin set, where a key of the customer's own allows more. */
  limitsWith?(settings: z.output<S>): Limits | undefined;
  readonly terms: Terms;
  /** How it is searched for what is said there (`mentions`); absent where it cannot be. */
  readonly searched?: Searched;
  /** Absent where it is free. With costs it is off until an admin says how much may be spent in a month. */
  readonly costs?: Costs;
  /** Absent where the network calls nobody. */
  readonly push?: Push;
  /** Absent where there is nothing to listen to. A network either calls or is listened to. */
  readonly listen?: Listen<z.output<S> & { readonly base: string }>;
  /** It tells us what happens and is never asked: `connect` answers nothing. */
  readonly onlyHeard?: true;
  /** Only some are shown to whoever asks (with this token, of this kind): that nobody is found does not mean they are gone. */
  readonly showsOnlySome?: true;
  connect(tools: NetworkTools<z.output<S> & { readonly base: string }>): Network;
}

/** Checks a declaration against its type and keeps its literal types. */
export function defineNetwork<const S extends z.ZodType>(
  connector: NetworkConnector<S>,
): NetworkConnector<S> {
  return connector;
}
