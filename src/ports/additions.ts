import type { ContactId, NetworkId } from '../core/ids.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { Reading } from '../core/conversation/reading.ts';

/** That somebody who was heard is to be a contact: who decided it, and what came of it. */
export interface Addition {
  /** Under this the CRM adds them once. */
  readonly key: string;
  /** A person, or a listening rule by its name. */
  readonly by: string;
  /** The listening rule that decided; absent: a person did. */
  readonly rule?: string;
  readonly at: Date;
  readonly state: 'waiting' | 'added' | 'there already' | 'looks like' | 'refused';
  /** Absent again once the contact is gone. */
  readonly contact?: ContactId;
  /** Whom they may be, as the CRM's rules for duplicates say, and whether a person may have them added all the same. */
  readonly others: readonly ContactId[];
  readonly mayInsist: boolean;
  /** Why not. */
  readonly says?: string;
}

export type Settled = Pick<Addition, 'state'> &
  Partial<Pick<Addition, 'contact' | 'others' | 'mayInsist' | 'says'>>;

/** A stranger, and what one rule heard of them. */
export interface Stranger {
  readonly profile: Profile;
  readonly said: readonly { readonly at: Date; readonly reading?: Pick<Reading, 'intents'> | undefined }[];
}

/** Whom people and rules had added to the CRM; of one installation, inside a transaction. */
export interface AdditionRows {
  /** By `keyOf`. */
  of(keys: readonly ProfileKey[]): Promise<ReadonlyMap<string, Addition>>;
  /** It is decided, and waits for the CRM; deciding again keeps the key. */
  begin(
    key: ProfileKey,
    decided: { readonly by: string; readonly rule?: string },
    at: Date,
  ): Promise<Addition>;
  settle(key: ProfileKey, settled: Settled): Promise<void>;
  /** Newest first. */
  newest(limit: number): Promise<readonly (Addition & { readonly network: NetworkId })[]>;
  /** How many a rule decided since; nobody else decides by this rule until the transaction ends. */
  decidedBy(rule: string, since: Date): Promise<number>;
  /** Those of these profiles that are linked to nobody. */
  free(keys: readonly ProfileKey[]): Promise<ReadonlySet<string>>;
  /** Who is linked to nobody and said so much since that a rule heard, whoever said it first first. */
  strangers(rule: string, since: Date, times: number, limit: number): Promise<readonly Stranger[]>;
}
