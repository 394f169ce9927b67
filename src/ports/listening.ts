import type { QuestionKind } from '../core/listening/questions.ts';
import type { ListeningRule, WantedListening } from '../core/listening/rule.ts';
import type { NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { ReadPost, ScoredProfile } from '../core/record/facts.ts';
import type { Limits } from './outgoing.ts';

/** Something that was said, and who said it, as far as the network tells. */
export interface Mention {
  readonly post: Post;
  readonly by: Profile;
  /** What it is tagged with beside its text, where the network does so; with `_` where it has dashes. */
  readonly tags?: readonly string[];
}

/** That a network can be searched for what is said there, by whomever. */
export interface Searched {
  readonly kinds: readonly QuestionKind[];
  /** Where searching has a budget of its own. */
  readonly limits?: Limits;
}

/** One question of one rule to one network, and how it went. */
export interface Listening {
  readonly rule: string;
  readonly network: NetworkId;
  /** The same for the same question. */
  readonly question: string;
  readonly askedAt: Date;
  readonly nextAt: Date;
  readonly everyMinutes: number;
  /** What was said until then was asked for. */
  readonly heardUntil?: Date;
  /** There was more than one answer holds: some of it was not heard. */
  readonly isMore: boolean;
  /** Why the last answer was none, for the admin. */
  readonly trouble?: string;
}

/** What one rule heard on one day. */
export interface HeardDay {
  readonly rule: string;
  readonly network: NetworkId;
  /** UTC, `2026-11-24` */
  readonly day: string;
  /** Questions put for it. */
  readonly asked: number;
  readonly heard: number;
  readonly relevant: number;
  readonly irrelevant: number;
}

/** A post as one rule heard it. */
export interface HeardPost {
  readonly rule: string;
  readonly post: ReadPost;
  /** What made the rule hear it. */
  readonly because: readonly string[];
  readonly at: Date;
  /** What a person answered. */
  readonly relevant?: boolean;
}

/** Somebody who was heard and is linked to no contact. */
export interface PersonHeard {
  readonly profile: ScoredProfile;
  /** How many of their posts were heard. */
  readonly posts: number;
  readonly lastHeard: Date;
  /** The newest, each once for every rule that heard it. */
  readonly newest: readonly HeardPost[];
}

/** Where a page of people ended. */
export interface PeoplePlace {
  readonly at: Date;
  readonly key: string;
}

/** What to listen for, what was heard, and by whom; of one installation, inside a transaction. */
export interface ListeningRows {
  rules(): Promise<readonly ListeningRule[]>;
  find(id: string): Promise<ListeningRule | undefined>;
  make(wanted: WantedListening, by: string, at: Date): Promise<ListeningRule>;
  /** Other questions are asked from now on; what was heard stays. Undefined when there is none of this id. */
  change(id: string, wanted: WantedListening, by: string): Promise<ListeningRule | undefined>;
  turn(id: string, on: boolean, by: string): Promise<ListeningRule | undefined>;
  /** What only it heard goes with it. */
  remove(id: string): Promise<boolean>;

  /** How each question went that was put. */
  asked(): Promise<readonly Listening[]>;
  keepAsked(listening: Listening): Promise<void>;
  /** Counts one question of a rule, unless the installation put so many to this network that day. */
  claim(rule: string, network: NetworkId, day: string, most: number): Promise<boolean>;

  /** Remembers which posts a rule heard. @returns how many it had not heard yet. */
  hear(
    rule: string,
    posts: readonly {
      readonly network: NetworkId;
      readonly post: PostId;
      readonly because: readonly string[];
    }[],
    at: Date,
  ): Promise<number>;
  /** A person's answer to whether what a rule heard was relevant; another one replaces it. False: nothing was heard there. */
  answer(
    heard: { readonly rule: string; readonly network: NetworkId; readonly post: PostId },
    relevant: boolean,
  ): Promise<boolean>;
  /** Counts of each rule, network and day, oldest first. */
  days(since: string): Promise<readonly HeardDay[]>;
  /** Forgets counts of days before. */
  forgetDays(before: string): Promise<void>;
  /** Posts that are known, newest first. @returns with the profiles that said them. */
  known(since: Date, limit: number): Promise<readonly { readonly post: ReadPost; readonly by: Profile }[]>;

  /** People heard who are linked to nobody, last heard first. */
  people(
    page: { readonly rule?: string | undefined; readonly after?: PeoplePlace | undefined },
    limit: number,
  ): Promise<readonly PersonHeard[]>;
  /** Never kept again, unless it is somebody's: of a linked one nothing but that it was heard goes. */
  ignore(key: ProfileKey, at: Date): Promise<void>;
  /** Those of these profiles that are ignored and linked to nobody. */
  ignored(keys: readonly ProfileKey[]): Promise<ReadonlySet<string>>;

  /** Days for which what strangers said is kept. */
  strangerDays(): Promise<number>;
  keepStrangers(days: number): Promise<void>;
  /**
   * Lets go of what strangers said that was heard before, or was heard on one of these networks, and of strangers of whom
   * nothing is left; at most `limit` of either. @returns whether there may be more.
   */
  letGo(before: Date, off: readonly NetworkId[], limit: number): Promise<boolean>;
}
