import type { ApexTest } from './apex-tests.ts';
import type { Callouts } from './callouts.ts';
import type { Change, PublishedEvent } from './changes.ts';
import type { Incoming } from './incoming.ts';
import type { Lock } from './locks.ts';
import type { ObjectType } from './object-type.ts';
import type { Row } from './rows.ts';
import type { Fault, Logged } from './traffic.ts';

/** A simulated Salesforce org. What is done to it directly is what people do in it; refusals are `OrgRefusal`s. */
export interface Org extends PeopleAtWork {
  /** `http://127.0.0.1:<port>`: login URL and instance URL at once. */
  readonly url: string;
  readonly orgId: string;
  readonly adminId: string;
  /** Whether the package is in the org. */
  installed(): boolean;
  install(): void;
  uninstall(): void;
  /** Whether the app holds a consent that it can renew. */
  connected(): boolean;
  /** The name as this org has it: `kith__Social_Profile__c`. */
  named(plain: string): string;
  /** Definitions as they are now. @returns undefined for an object that is not there */
  object(name: string): ObjectType | undefined;
  /** Live records, in the order in which they were made. @param all with those in the recycle bin */
  rows(object: string, all?: boolean): readonly Row[];
  /** A record, deleted ones too. */
  find(id: string): Row | undefined;
  /** Whether an access token is live, and whose it is. */
  userOf(accessToken: string): string | undefined;
  /** What a callout of the org brings along: the address and the key that an administrator put in. */
  readonly callouts: Callouts;
  onChange(listener: (change: Change) => void): () => void;
  onEvent(listener: (event: PublishedEvent) => void): () => void;
  readonly switches: Switches;
  close(): Promise<void>;
}

/** What people do in the org with a browser. @throws OrgRefusal as the API would say it */
export interface PeopleAtWork {
  /** Makes a record; a packaged object may be named without its namespace. @param as the user's id; the administrator's unless told */
  create(object: string, fields: Incoming, as?: string): Row;
  change(id: string, fields: Incoming, as?: string): Row;
  remove(id: string, as?: string): void;
  undelete(id: string, as?: string): Row;
  /** What pointed to the loser points to the master, which stays. */
  merge(masterId: string, loserId: string, as?: string): Row;
  /** A lead becomes a contact of an account. */
  convert(leadId: string, as?: string): { readonly contactId: string; readonly accountId: string };
}

/** What a test turns. */
export interface Switches {
  pageSize: number;
  bulkPolls: number;
  /** What Apex tests say when a deployment runs them, since the simulator runs none. */
  apexTests: readonly ApexTest[];
  dailyLimit: number;
  callsUsed: number;
  /** Every access token is dead; a refresh token gets another. */
  expireTokens(): void;
  /** An administrator takes the app's access away: no token is good any more. */
  revokeTokens(): void;
  /** The org has a duplicate rule for leads, which warns of one that matches somebody, or blocks it. */
  duplicateRule(rule: 'warns' | 'blocks'): void;
  /** Nobody may read these objects any more, and none but these; what hangs on one is named too. */
  hide(...objects: readonly string[]): void;
  fail(fault: Fault): void;
  lock(lock: Lock): void;
  /** The calls that came in, without tokens and bodies. */
  readonly requests: readonly Logged[];
  /** How often each was asked, as `METHOD /path`, ids as `{id}` and without the version. */
  counts(): Readonly<Record<string, number>>;
  /** Forgets the calls so far. */
  forget(): void;
}
