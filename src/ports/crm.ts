import type { Contact } from '../core/contact.ts';
import type { ToldChange } from '../core/governance/typed-between.ts';
import type { ContactId, DeliveryId } from '../core/ids.ts';
import type { Patch } from '../core/record/patch.ts';
import type { RowRef } from '../core/record/rows.ts';
import type {
  Ability,
  AddedItem,
  AutomationCall,
  AutomationOutcome,
  CrmField,
  CrmItem,
  NewItem,
  Planned,
  Visitor,
} from './crm-items.ts';
import type { AdmittedAccount, ConsentAnswer, ConsentAsk } from './crm-consent.ts';
import type { ContactMaking } from './crm-contacts.ts';
import type { DealsRead, Withheld } from './crm-deals.ts';
import type { CrmHistory } from './crm-history.ts';
import type { Batches, Bulk, Heard, SignalNotice, Usage } from './crm-traffic.ts';
import type { Limits, Pass } from './outgoing.ts';
import type { PatchOutcome } from './patch-outcome.ts';

/** The app's own credentials with a CRM, from the configuration. */
export interface CrmApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The CRM's API and its authorisation page; the sample workspace points both at its simulator. */
  readonly apiBase: string;
  readonly authorizeBase: string;
  /** Our own public URL without a trailing slash: it is part of what is signed. */
  readonly publicUrl: string;
  /** Of Kith's own making, for a CRM that signs no calls: the keys that it gives to accounts are derived from it. */
  readonly keySecret?: string;
  /** PEM, where the app proves itself with a key instead of a person's consent. */
  readonly privateKey?: string;
  /** `host:port` where the CRM tells what happens, and whose certificate is believed there, where both are not the CRM's own. */
  readonly events?: { readonly endpoint: string; readonly certificate?: string };
}

/** What an authorisation gives us. */
export interface Grant {
  /** The account at the CRM: portal id, org id. */
  readonly account: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  /** Granted, not asked. */
  readonly scopes: readonly string[];
  /** Where this account's API is, in a CRM that gives each account a host of its own. */
  readonly base?: string;
}

/** What a refresh gives; what it does not say stays as it was. */
export type Refreshed = Pick<Grant, 'accessToken' | 'refreshToken' | 'expiresAt' | 'base'>;

/** A webhook request as it arrived: the raw bytes, before any parser. */
export interface Inbound {
  readonly method: string;
  /** Path and query as requested. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** A verified delivery for one account. The id is the same when the platform delivers it again. */
export interface Opened {
  readonly account: string;
  readonly id: DeliveryId;
  /** The part of the body that is this account's, as it will be given to `events`. */
  readonly body: Buffer;
}

/** Something that happened in the CRM. Its id is stable over redeliveries. */
export interface CrmEvent {
  readonly id: string;
  readonly at: Date;
  readonly contact: ContactId;
  readonly kind: 'changed' | 'deleted' | 'erased' | 'merged';
  /** For `merged`: the ids that no longer exist; `contact` is the one that stays. */
  readonly gone?: readonly ContactId[];
  /** What became of which field, as far as the CRM says; `at` is the event's. */
  readonly changes?: readonly Omit<ToldChange, 'at'>[];
  /** Something changed, and the CRM does not say what. */
  readonly unsaid?: true;
}

/** What stands in fields of a contact, as one look showed it. */
export interface Shown {
  /** By the CRM's names; what is empty is absent. */
  readonly values: Readonly<Record<string, string>>;
  /** When the contact was changed last by then, by the CRM's clock. */
  readonly asOf: Date;
}

/** A connected account of a CRM. Throws only `Failure`. */
export interface Crm extends ContactMaking {
  /** How many records one call carries. */
  readonly batches: Batches;
  /** Makes the fields Kith owns, where they are missing. Safe to repeat. */
  prepare(): Promise<void>;
  /** The contacts that exist among these ids, in any order. Batches as the CRM allows. */
  contacts(ids: readonly ContactId[]): Promise<readonly Contact[]>;
  /** One page of all contacts; `next` names the following page. */
  page(after?: string): Promise<{ readonly contacts: readonly Contact[]; readonly next?: string }>;
  /** Writes the patches in as few calls as the CRM allows; one outcome per patch. An empty list sends nothing. */
  write(patches: readonly Patch[]): Promise<readonly PatchOutcome[]>;
  /** Large amounts at the CRM's own pace; absent where the CRM has no such way. */
  readonly bulk?: Bulk;
  /** Takes rows away whose contact is gone. Safe to repeat; absent in a CRM that keeps no rows. */
  removeRows?(rows: readonly RowRef[]): Promise<void>;
  /** Tells the account's automations; the same notice may arrive twice. Absent where the CRM has no such way. */
  notify?(notices: readonly SignalNotice[]): Promise<void>;
  /** Where a person sees this contact in the CRM. */
  contactUrl(id: ContactId): string;
  /** What `prepare` would make now; nothing when all is there. Only reads. */
  planned(): Promise<readonly Planned[]>;
  /** The fields of a contact, for the admin to map. */
  fields(): Promise<readonly CrmField[]>;
  /** Current values of these fields, of the contacts that exist; what is empty is absent. */
  values(
    ids: readonly ContactId[],
    fields: readonly string[],
  ): Promise<ReadonlyMap<ContactId, Readonly<Record<string, string>>>>;
  /** The same, with the moment by which it held. */
  look(ids: readonly ContactId[], fields: readonly string[]): Promise<ReadonlyMap<ContactId, Shown>>;
  /** What became of fields before; absent in a CRM that keeps no history for Kith to read. */
  readonly history?: CrmHistory;
  /**
   * The fields out of which a contact is read, by the CRM's names: what Kith wrote into another one says nothing in it.
   * Absent: it may say something in any.
   */
  readFields?(): Promise<ReadonlySet<string>>;
  /** What the granted rights allow beyond reading and writing contacts. */
  abilities(): ReadonlySet<Ability>;
  /** What the CRM knows around a contact, newest first, at most 50; kinds without a right are left out. */
  around(contact: ContactId): Promise<readonly CrmItem[]>;
  /** What an admin of the account would have to allow first, right by right. Asked of the CRM where no grant says it. */
  withheld(): Promise<readonly Withheld[]>;
  /** The open deals of these contacts, in as few calls as the CRM allows. Whoever is not there has none. */
  openDeals(contacts: readonly ContactId[]): Promise<DealsRead>;
  /** @throws Failure `unauthorized` where the right was not granted. */
  add(item: NewItem): Promise<AddedItem>;
  /** Takes away everything Kith made: its fields with their values, their group, its lists. Safe to repeat. */
  leave(): Promise<void>;
}

export interface CrmSession {
  readonly app: CrmApp;
  readonly account: string;
  /** A live access token; refreshed by us before it ends, one refresh at a time. */
  readonly token: () => Promise<string>;
  /** After this token was refused before its time: another, asked for once however many bring the refused one. @throws Failure `unauthorized` when that does not help either. */
  readonly renew: (refused: string) => Promise<string>;
  /** Where this account's API is, without a trailing slash. */
  readonly base: () => Promise<string>;
  /** The CRM said how much of what the account may ask in a day is used, by whomever. */
  readonly saw: (usage: Usage) => void;
  readonly pass: Pass;
  readonly now: () => Date;
  /** Granted with the installation. */
  readonly scopes: readonly string[];
}

/** A CRM connector is a value: data and a few functions. */
export interface CrmConnector {
  readonly id: string;
  readonly title: string;
  readonly limits: Limits;
  /** What has a budget of its own, by what its lanes begin with. */
  readonly ownLimits?: Readonly<Record<string, Limits>>;
  /** Where the real CRM lives. */
  readonly bases: { readonly api: string; readonly authorize: string };
  readonly scopes: readonly string[];
  /** Whether profiles and posts are kept there as rows of their own, beside the contact's fields. */
  readonly keepsRows: boolean;
  /** Where the browser is sent to install Kith. */
  authorizeUrl(app: CrmApp, ask: ConsentAsk): string;
  /** An account's own sign-in page, as a person typed it; undefined for what is none. Absent where all have the same. */
  signInBase?(app: CrmApp, typed: string): string | undefined;
  /** Exchanges the code of the callback. @throws Failure `unauthorized` for a dead or forged code. */
  redeem(app: CrmApp, pass: Pass, answer: ConsentAnswer, now: Date): Promise<Grant>;
  /**
   * A grant without a person's consent in a browser: the app was admitted by the account's admin, and proves itself.
   * @throws Failure `unauthorized` when it was not admitted.
   */
  claim?(app: CrmApp, pass: Pass, account: AdmittedAccount, now: Date): Promise<Grant>;
  /** A new access token. @throws Failure `unauthorized` when the app was uninstalled. */
  refresh(app: CrmApp, pass: Pass, refreshToken: string, now: Date): Promise<Refreshed>;
  /** Verifies a webhook request; undefined for anything not genuine. Never throws. */
  open(app: CrmApp, request: Inbound, now: Date): readonly Opened[] | undefined;
  /** What a verified delivery says. @throws Failure `malformed` when the platform changed its format. */
  events(body: Buffer): readonly CrmEvent[];
  connect(session: CrmSession): Crm;
  /**
   * Listens to what happens in the account until `signal` ends it, in a CRM that is listened to instead of calling.
   * `hear` is durable when it returns: only then does `position` count. @returns `lost` when what happened since
   * `from` can no longer be told: everything must be read again. @throws Failure
   */
  listen?(
    session: CrmSession,
    from: string | undefined,
    hear: (heard: readonly Heard[], position: string) => Promise<void>,
    signal: AbortSignal,
  ): Promise<'ended' | 'lost'>;
  /** The key that this account's own pages and automations bring when they call; absent where the CRM signs calls. */
  keyFor?(app: CrmApp, account: string): string;
  /**
   * How its pages show what they are answered: by components of the CRM's own, or inside a frame, where some networks'
   * terms let nothing of theirs be shown.
   */
  readonly pages: 'native' | 'framed';
  /** Lower-case names of the headers by which a request says that this CRM signed it. */
  readonly signedBy: readonly string[];
  /** Who asks from a page inside the CRM; undefined for anything not genuine. Never throws. */
  visitor(app: CrmApp, request: Inbound, now: Date): Visitor | undefined;
  /** What an automation of the customer's asks; undefined for anything not genuine or not understood. Never throws. */
  automation(app: CrmApp, request: Inbound, now: Date): AutomationCall | undefined;
  /** The outcome as the platform reads it: the JSON body of a 200. */
  automationReply(outcome: AutomationOutcome): object;
  /** Gives the grant back, on our side's wish. Safe to repeat; a grant that is dead already is no error. */
  revoke(app: CrmApp, pass: Pass, refreshToken: string, now: Date): Promise<void>;
}

/** What a look showed, without the moment. */
export function valuesIn(
  shown: ReadonlyMap<ContactId, Shown>,
): ReadonlyMap<ContactId, Readonly<Record<string, string>>> {
  return new Map([...shown].map(([contact, { values }]) => [contact, values]));
}

export function defineCrm(connector: CrmConnector): CrmConnector {
  return connector;
}
