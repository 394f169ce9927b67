import type { Contact } from '../contact.ts';
import type { Consent } from '../governance/consent.ts';
import type { Reading } from '../conversation/reading.ts';
import type { Link } from '../identity/link.ts';
import type { NetworkId } from '../ids.ts';
import type { WantedListening } from '../listening/rule.ts';
import type { Influence } from '../influence/influence.ts';
import type { Post } from '../post.ts';
import type { Profile } from '../profile.ts';
import type { JobHistory } from './job-history.ts';
import type { MappedState } from './mapped-state.ts';
import type { Spike } from './spike.ts';

/** What came of asking one network about one contact, shown as freshness and used to plan the next question. */
export interface Asked {
  readonly network: NetworkId;
  readonly at: Date;
  /** `found` and `nobody` are answers; `trouble` is told to the rep. */
  readonly outcome: 'found' | 'nobody' | 'trouble';
  readonly says?: string;
}

export interface ReadPost extends Post {
  readonly reading?: Reading;
}

/** Somebody who turns to a profile, as they may be named. */
export interface Engager {
  readonly name: string;
  readonly url: string;
}

export type ScoredProfile = Profile & {
  readonly influence?: Influence;
  /** From whom it receives the most of the attention that counts, at most five; absent where nobody may be named. */
  readonly engagers?: readonly Engager[];
};

/** Everything the record of one contact is derived from. */
export interface RecordFacts {
  readonly contact: Contact;
  readonly sample: boolean;
  readonly links: readonly Link[];
  /** The profiles that the links name, whatever their status. */
  readonly profiles: readonly ScoredProfile[];
  /**
   * Newest first, of linked profiles (`auto`, `confirmed`) only: the newest 20, and of each profile the newest that tells
   * of each kind of signal, however much was said since.
   */
  readonly posts: readonly ReadPost[];
  readonly asked: readonly Asked[];
  /** Where the linked profiles (`auto`, `confirmed`) said that their person works. */
  readonly jobs: readonly JobHistory[];
  /** The alerts that linked profiles (`auto`, `confirmed`) drive, of each profile the newest; absent where there is none. */
  readonly spikes?: readonly Spike[];
  /** What the person agreed to, by network; absent where nothing is recorded. */
  readonly consents?: readonly Consent[];
  /** What posts are about, as the listening rules that are on name it; absent where none is. */
  readonly vocabulary?: readonly WantedListening[];
  /** Fields of the CRM's own that an admin mapped; absent where none is. */
  readonly mapped?: MappedState;
}
