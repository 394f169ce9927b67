import type { Contact } from '../core/contact.ts';
import type { Matching } from '../core/identity/matcher/matching.ts';
import type { Answer } from '../core/identity/answer.ts';
import type { HandleHolder } from '../core/identity/handle-holders.ts';
import type { Link, Verdict } from '../core/identity/link.ts';
import type { Label } from '../core/identity/matcher/relearn.ts';
import type { MatchModel } from '../core/identity/matcher/model.ts';
import type { ContactId, InstallationId, NetworkId, PostId, ProfileId } from '../core/ids.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { Asked, ReadPost, RecordFacts, ScoredProfile } from '../core/record/facts.ts';
import type { Wanted } from '../core/record/patch.ts';
import type { Row, RowChanges, RowRef } from '../core/record/rows.ts';
import type { AttentionRows } from './attention.ts';
import type { Delivery, DeliveryRows } from './deliveries.ts';
import type { ConsentRows } from './consents.ts';
import type { SpendingRows } from './spending.ts';
import type { PatchOutcome } from './patch-outcome.ts';
import type { GovernanceRows, MappedRows, Waiting } from './governance.ts';
import type { OutgoingRows } from './outgoing-events.ts';
import type { OwnLabelRows } from './own-labels.ts';
import type { InfluenceRows } from './influence.ts';
import type { ErasureRows } from './erasures.ts';
import type { MissRows } from './misses.ts';
import type { Enqueue } from './queue.ts';
import type { AdditionRows } from './additions.ts';
import type { ListeningRows } from './listening.ts';
import type { NeighbourhoodRows } from './neighbourhood.ts';
import type { RuleRows } from './rules.ts';
import type { SignalRows } from './signals.ts';
import type { SubscriptionRows } from './subscriptions.ts';
import type { TendingRows } from './tending.ts';
import type { WarningRows } from './warning.ts';
import type { ThreadRows } from './threads.ts';
import type { WebmentionRows } from './webmentions.ts';

export type { Delivery, KeptDelivery } from './deliveries.ts';

export interface Installation {
  readonly id: InstallationId;
  readonly crm: string;
  readonly account: string;
  readonly status: 'active' | 'uninstalled';
  /** The sample workspace: fictional people, open to anyone on this machine. */
  readonly sample: boolean;
  readonly installedAt: Date;
  /** Uninstalled: when everything that was kept for it goes. Installed again before that, it finds everything again. */
  readonly purgeAt?: Date;
}

/** The model that is in force, and how often there was another before it. */
export interface Learnt {
  readonly model: MatchModel;
  readonly generation: number;
}

/** The rows of one installation inside one transaction; row-level security shows no others. */
export interface Workspace {
  readonly installation: InstallationId;
  readonly enqueue: Enqueue;

  readonly deliveries: DeliveryRows;

  readonly contacts: {
    find(id: ContactId): Promise<Contact | undefined>;
    /** The same, and nobody else derives anything of it before this transaction ends. */
    hold(id: ContactId): Promise<Contact | undefined>;
    /**
     * Keeps the newer of each; answers the ids whose content really changed. A contact that had been merged into
     * another is a contact of its own again: the one it was in is answered too.
     */
    keep(contacts: readonly Contact[]): Promise<readonly ContactId[]>;
    /** One page in a stable order (name, id), `search` looks into names, companies and e-mails. */
    list(page: {
      after?: ContactId;
      limit: number;
      search?: string;
    }): Promise<readonly { contact: Contact; linked: number; suggested: number; refused: number }[]>;
    count(): Promise<number>;
    /**
     * The contact left the CRM, and what was said and found of it goes too; or it moved on into another, for which that
     * counts as long as they are one.
     */
    remove(id: ContactId, into?: ContactId): Promise<void>;
    /**
     * Erases all that is known of the person and keeps a hash of them and of each profile of theirs, so that nothing
     * that is told later brings them back.
     */
    erase(
      id: ContactId,
      at: Date,
    ): Promise<{ readonly contacts: number; readonly profiles: number; readonly posts: number }>;
    isErased(ids: readonly ContactId[]): Promise<ReadonlySet<ContactId>>;
  };

  readonly profiles: InfluenceRows & {
    find(key: ProfileKey): Promise<Profile | undefined>;
    /**
     * Keeps the newer of each by when it was fetched; a changed handle goes into the profile's handle history.
     * Answers those that are new or are found and counted under other names than before. Whose person was erased is not
     * kept, nor who was gone since.
     */
    keep(profiles: readonly Profile[]): Promise<readonly ProfileKey[]>;
    /** Profiles of these networks that may be the contact's, by the names and handles they share; the likeliest first. */
    candidates(contact: Contact, networks: readonly NetworkId[]): Promise<readonly Profile[]>;
    /** The other way round: contacts that one of these profiles may belong to, of each profile the nearest. */
    reached(profiles: readonly ProfileKey[]): Promise<readonly ContactId[]>;
    /**
     * Removes the profile with what it said.
     * @param goneAt when it was gone from its network: nothing that happened before brings it back.
     */
    remove(key: ProfileKey, goneAt?: Date): Promise<void>;
    handles(key: ProfileKey): Promise<readonly { handle: string; since: Date }[]>;
    /** Who has, and who had, one of these handles, in the order they were first seen with it. */
    holders(
      addresses: readonly { readonly network: NetworkId; readonly handle: string }[],
    ): Promise<readonly HandleHolder[]>;
    /** Contacts whose links (of any status but `rejected`) lead here. */
    contactsOf(key: ProfileKey): Promise<readonly ContactId[]>;
    /** The ids of all profiles of a network that are kept, whoever's they may be. */
    idsOn(network: NetworkId): Promise<readonly ProfileId[]>;
  };

  readonly links: {
    of(contact: ContactId): Promise<readonly Link[]>;
    /**
     * Replaces all links of a contact by these; exactly these remain.
     * @param generation of the model that weighed its candidates; absent where there was nothing to weigh.
     */
    derive(contact: ContactId, links: readonly Link[], generation?: number): Promise<void>;
    /** What was said of the contact's links, and of those of the contacts merged into it, oldest first. */
    verdicts(contact: ContactId): Promise<readonly Verdict[]>;
    /** @param answer what the pair was judged by when the person answered. */
    decide(verdict: Verdict, answer?: Answer): Promise<void>;
    /** Profiles that asking the networks about the contact, or about those merged into it, led to. */
    found(contact: ContactId): Promise<readonly Profile[]>;
    keepFound(contact: ContactId, profiles: readonly ProfileKey[]): Promise<void>;
    /** Profiles that a person said are, or are not, the contact's, and did not take back. */
    judged(contact: ContactId): Promise<readonly Profile[]>;
  };

  readonly matching: {
    /** The model in force, and how common the names of this contact and these profiles are. */
    of(contact: Contact, profiles: readonly Profile[]): Promise<Matching & Learnt>;
    learnt(): Promise<Learnt>;
    /** What people's standing words teach, in a stable order. */
    labels(): Promise<readonly Label[]>;
    /** Puts a model in force that was learnt from so many answers. */
    keep(model: MatchModel, labels: number, at: Date): Promise<void>;
    /** Contacts that an earlier generation weighed, about `limit` of them; they count as weighed by this one from now on. */
    weighedBefore(generation: number, limit: number): Promise<readonly ContactId[]>;
  };

  readonly tending: TendingRows;

  readonly review: {
    /** Links that a person should decide, those first where asking is worth most; `total` counts all of them. */
    next(limit: number): Promise<{
      readonly total: number;
      readonly items: readonly {
        readonly contact: Contact;
        readonly link: Link;
        readonly profile: ScoredProfile;
      }[];
    }>;
  };

  readonly posts: {
    /** Inserts or updates by id; posts of a removed id stay removed. */
    keep(posts: readonly ReadPost[]): Promise<void>;
    /** They stay removed, also when they were not known yet. Answers the profiles whose posts they were. */
    remove(network: NetworkId, ids: readonly PostId[]): Promise<readonly ProfileKey[]>;
    /** All posts of an account that fell silent; should it speak again, they may come back. */
    letGo(key: ProfileKey): Promise<void>;
    of(key: ProfileKey, limit: number): Promise<readonly ReadPost[]>;
  };

  readonly attention: AttentionRows;
  readonly neighbourhood: NeighbourhoodRows;

  readonly threads: ThreadRows;

  readonly asked: {
    keep(contact: ContactId, asked: readonly Asked[]): Promise<void>;
  };

  readonly record: {
    /** One round trip; undefined when there is no such contact. */
    rows(contact: ContactId): Promise<RecordFacts | undefined>;
  };

  readonly signals: SignalRows;

  readonly rows: {
    /** What must become of the contact's rows in the CRM so that it keeps exactly these; undefined when nothing must. */
    changes(contact: ContactId, rows: readonly Row[]): Promise<RowChanges | undefined>;
    /** Rows in the CRM whose contact is gone, locked until the transaction ends. */
    orphans(limit: number): Promise<readonly RowRef[]>;
    removed(rows: readonly RowRef[]): Promise<void>;
    /** How many rows a contact has, of those that have any or wait to have some; 0 where the CRM keeps none. */
    average(): Promise<number>;
  };

  /** Large writes that go on in the CRM. */
  readonly bulk: {
    /** The patches leave the outbox: the job carries them. */
    begin(job: string, waiting: readonly Waiting[], at: Date): Promise<void>;
    /** What a job carries, locked until the transaction ends; undefined when it is settled. */
    hold(job: string): Promise<readonly Waiting[] | undefined>;
    /** It goes on under another name. */
    rename(job: string, next: string): Promise<void>;
    /** What was written is remembered; what was refused returns to the outbox unless something newer waits there. */
    settle(job: string, waiting: readonly Waiting[], outcomes: readonly PatchOutcome[]): Promise<void>;
  };

  /** How far something that is listened to was heard. */
  readonly cursors: {
    read(stream: string): Promise<string | undefined>;
    /** When that was kept. */
    keptAt(stream: string): Promise<Date | undefined>;
    /** @param at now, unless told. */
    keep(stream: string, position: string, at?: Date): Promise<void>;
    forget(stream: string): Promise<void>;
  };

  readonly outbox: {
    /** What Kith last wrote into the CRM for this contact. */
    written(contact: ContactId): Promise<Partial<Wanted>>;
    /** Waits to be written; what is newer of one contact replaces what is older. `undefined` withdraws it. */
    want(contact: ContactId, waiting: Waiting | undefined): Promise<void>;
    /** Up to `limit` that wait, oldest first, locked against other workers until the transaction ends. */
    take(limit: number): Promise<readonly Waiting[]>;
    /** The same, only to look at. */
    peek(limit: number): Promise<readonly Waiting[]>;
    /** Ends once nobody looks at or writes into mapped fields of these contacts; nobody does before this transaction ends. */
    writers(contacts: readonly ContactId[]): Promise<void>;
    /** How many wait. */
    count(): Promise<number>;
    /** Whether work that is due, or done now, may fill the outbox further. */
    moreIsComing(): Promise<boolean>;
    /** Whether any waits for so long already. */
    hasWaited(seconds: number): Promise<boolean>;
    settle(waiting: readonly Waiting[], outcomes: readonly PatchOutcome[]): Promise<void>;
    /** Kith's fields are gone from the CRM: what was written waits to be written again. */
    rewind(): Promise<void>;
  };

  readonly governance: GovernanceRows;
  readonly consents: ConsentRows;
  readonly spending: SpendingRows;
  readonly misses: MissRows;
  readonly mapped: MappedRows;
  readonly outgoing: OutgoingRows;
  readonly rules: RuleRows;
  readonly listening: ListeningRows;
  readonly additions: AdditionRows;
  readonly ownLabels: OwnLabelRows;
  readonly warning: WarningRows;
  readonly subscriptions: SubscriptionRows;
  readonly webmentions: WebmentionRows;
  readonly erasures: ErasureRows;

  readonly secrets: {
    keep(name: string, value: string): Promise<void>;
    read(name: string): Promise<string | undefined>;
    /** The same, kept from every other process until the transaction ends. */
    hold(name: string): Promise<string | undefined>;
    forget(name: string): Promise<void>;
  };
}

/** The one store. */
export interface Store {
  /** Runs `work` in one transaction as this installation; commits when it ends, rolls back when it throws. */
  inside<T>(installation: InstallationId, work: (workspace: Workspace) => Promise<T>): Promise<T>;
  /** The panel's hot path: the rows of `record.rows` without opening a long transaction. */
  recordRows(installation: InstallationId, contact: ContactId): Promise<RecordFacts | undefined>;
  /** All installations; the one question that crosses tenants. */
  installations(): Promise<readonly Installation[]>;
  install(installation: Installation): Promise<void>;
  /** Everything that is kept for an installation, as lines of JSON: `{"table", "row"}`; secrets are left out. */
  export(installation: InstallationId): AsyncIterable<string>;
  /**
   * Removes an installation with everything that was kept for it, waiting work included. At a moment: only one whose days
   * of grace are over by then, whoever installs it again meanwhile.
   */
  purge(installation: InstallationId, at?: Date): Promise<void>;
  /** Keeps verified deliveries and enqueues their work in one multi-row insert; answers after the commit. Duplicates are harmless. */
  keepDeliveries(deliveries: readonly Delivery[]): Promise<void>;
  /** Does the work unless another process is at work under this name; then nothing, and `false`. The name is free again when the work ends or the process dies. */
  alone(name: string, work: () => Promise<void>): Promise<boolean>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
