import { z } from 'zod';
import { ContactId, InstallationId, NetworkId, PostId, ProfileId } from '../core/ids.ts';
import { FactPlace } from './rules.ts';

/** The stations of the way of the data, and what each is told. The queue checks every payload against these. */
export const JOBS = {
  /** Deliveries wait in the inbox: read their events, fetch the contacts they name, many at once. */
  normalise: z.object({ installation: InstallationId }),
  /** All contacts of a freshly connected CRM, a page at a time. */
  import: z.object({ installation: InstallationId, after: z.string().optional() }),
  /**
   * Look up in the CRM all contacts that are kept here, a page at a time: whoever is gone there is gone here; `since`: from
   * then on it may have told nothing.
   */
  recheck: z.object({
    installation: InstallationId,
    after: ContactId.optional(),
    since: z.iso.datetime().optional(),
  }),
  /** Look up in the CRM's own history whether somebody typed while Kith wrote, where no event tells of it. */
  history: z.object({ installation: InstallationId, contacts: z.array(ContactId).min(1).max(200) }),
  /** Find out who a contact is on the networks: all of them, or only these. */
  resolve: z.object({
    installation: InstallationId,
    contact: ContactId,
    only: z.array(NetworkId).min(1).max(100).optional(),
  }),
  /** Derive a contact's links again from what is stored, asking nobody. */
  derive: z.object({ installation: InstallationId, contact: ContactId }),
  /** Learn from people's answers, and see to it that what an earlier model weighed is weighed again. */
  learn: z.object({ installation: InstallationId }),
  /** Learn the installation's own labels from the examples that were sent in. */
  teach: z.object({ installation: InstallationId }),
  /** Own labels were taught, or taken away: read all posts by them again, a page at a time. */
  relabel: z.object({
    installation: InstallationId,
    version: z.string().optional(),
    after: z.object({ network: NetworkId, post: PostId }).optional(),
  }),
  /** Read what a linked profile says, and understand it. */
  understand: z.object({ installation: InstallationId, network: NetworkId, profile: ProfileId }),
  /** Look after what is kept, every hour: read again, ask again, erase what is too old. */
  tend: z.object({ installation: InstallationId }),
  /** Ask the networks what is said of what an admin listens for, as often as it is worth it. */
  listen: z.object({ installation: InstallationId }),
  /** Decide whom a listening rule adds to the CRM. */
  gather: z.object({ installation: InstallationId, rule: z.uuid() }),
  /**
   * Add somebody who was heard to the CRM, as it was decided; `insist`: a person says that they are nobody of those whom the
   * CRM holds them to be.
   */
  add: z.object({
    installation: InstallationId,
    network: NetworkId,
    profile: ProfileId,
    insist: z.boolean(),
  }),
  /** Count what was said in the last hours, and raise what is unusual of it. */
  warn: z.object({ installation: InstallationId }),
  /** Once a day: who can be believed, and what the attention that profiles receive comes to. */
  weigh: z.object({ installation: InstallationId }),
  /** Ask a network for a profile again. */
  refetch: z.object({ installation: InstallationId, network: NetworkId, profile: ProfileId }),
  /** Read what a delivery told of without a word of it. */
  read: z.object({ installation: InstallationId, network: NetworkId, of: z.string().min(1).max(200) }),
  /** Look for the hub that tells of a profile's feed, and ask it to tell, or to tell no more. */
  subscribe: z.object({ installation: InstallationId, network: NetworkId, profile: ProfileId }),
  /** Look at the page that is said to mention one of the customer's. */
  mention: z.object({ installation: InstallationId, mention: z.uuid() }),
  /** Derive the record and put the difference into the outbox. */
  record: z.object({ installation: InstallationId, contact: ContactId }),
  /** An admin mapped other fields: derive all records again, a page at a time. */
  records: z.object({ installation: InstallationId, after: ContactId.optional() }),
  /** Write the outbox to the CRM; `empty`: first Kith's own fields of this contact, who was erased here. */
  patch: z.object({ installation: InstallationId, empty: ContactId.optional() }),
  /** Ask how a large write stands that goes on in the CRM. */
  bulk: z.object({ installation: InstallationId, job: z.string() }),
  /** Tell the account's automations of what is new. */
  notify: z.object({ installation: InstallationId }),
  /** Ask the CRM about contacts that rules cannot meet without, and let them. */
  meet: z.object({ installation: InstallationId }),
  /** Make in the CRM what a rule asks for one fact. */
  act: z.object({ installation: InstallationId, rule: z.uuid(), fact: z.string() }),
  /** A rule was switched on: act on what is kept of the last 30 days, a page at a time. */
  replay: z.object({ installation: InstallationId, rule: z.uuid(), after: FactPlace.optional() }),
  /** Tell one of the customer's endpoints of one event; `made`: how many attempts there were. */
  deliver: z.object({
    installation: InstallationId,
    sending: z.uuid(),
    made: z.int().nonnegative(),
  }),
  /** Take Kith out of the CRM as the admin asked, and give the grant back. */
  leave: z.object({ installation: InstallationId, keepFields: z.boolean(), restore: z.boolean() }),
  /** The days of grace are over: remove what was kept, unless Kith was installed again. */
  purge: z.object({ installation: InstallationId }),
} as const;
export type JobName = keyof typeof JOBS;
/** Rounds that come by the clock: one always waits for its hour, and is no work that anybody waits for. */
export const BY_THE_CLOCK: ReadonlySet<JobName> = new Set(['tend', 'listen', 'warn']);
export type JobPayload<N extends JobName> = z.output<(typeof JOBS)[N]>;

export interface JobOptions {
  /** Of the jobs with one key that still wait, only one is kept: a burst settles into one piece of work. */
  readonly key?: string;
  /** Not before so many seconds from now. */
  readonly afterSeconds?: number;
}

/** Puts work into the queue in the transaction that caused it. */
export type Enqueue = <N extends JobName>(
  name: N,
  payloads: readonly JobPayload<N>[],
  options?: JobOptions,
) => Promise<void>;

/** Work that was given up after its last try. */
export interface StuckJob {
  readonly id: string;
  readonly name: JobName;
  readonly installation: InstallationId;
  readonly about: string;
  readonly failedAt: Date;
  readonly error: string;
}

/** Work that was given up: kept visible, and put back to work when somebody asks for it. */
export interface StuckWork {
  /** Newest first; of all installations unless told which. */
  list(installation?: InstallationId): Promise<readonly StuckJob[]>;
  /** @returns false when there is no such job. Where the same work waits already, that one will do. */
  replay(id: string): Promise<boolean>;
}
