import type { Contact } from '../core/contact.ts';
import type { ContactId, DeliveryId } from '../core/ids.ts';
import type { Patch } from '../core/record/patch.ts';
import type { Limits, Pass } from './outgoing.ts';

/** The app's own credentials with a CRM, from the configuration. */
export interface CrmApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The CRM's API and its authorisation page; the sample workspace points both at its simulator. */
  readonly apiBase: string;
  readonly authorizeBase: string;
  /** Our own public URL without a trailing slash: it is part of what is signed. */
  readonly publicUrl: string;
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
}

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
}

/** What became of one patch. */
export type PatchOutcome =
  | { readonly contact: ContactId; readonly outcome: 'written' }
  | { readonly contact: ContactId; readonly outcome: 'contact gone' }
  | { readonly contact: ContactId; readonly outcome: 'refused'; readonly says: string };

/** A connected account of a CRM. Throws only `Failure`. */
export interface Crm {
  /** Makes the fields Kith owns, where they are missing. Safe to repeat. */
  prepare(): Promise<void>;
  /** The contacts that exist among these ids, in any order. Batches as the CRM allows. */
  contacts(ids: readonly ContactId[]): Promise<readonly Contact[]>;
  /** One page of all contacts; `next` names the following page. */
  page(after?: string): Promise<{ readonly contacts: readonly Contact[]; readonly next?: string }>;
  /** Writes the patches in as few calls as the CRM allows; one outcome per patch. An empty list sends nothing. */
  write(patches: readonly Patch[]): Promise<readonly PatchOutcome[]>;
  /** Where a person sees this contact in the CRM. */
  contactUrl(id: ContactId): string;
}

export interface CrmSession {
  readonly app: CrmApp;
  readonly account: string;
  /** A live access token; refreshed by us before it ends, one refresh at a time. */
  readonly token: () => Promise<string>;
  readonly pass: Pass;
  readonly now: () => Date;
}

/** A CRM connector is a value: data and a few functions. */
export interface CrmConnector {
  readonly id: string;
  readonly title: string;
  readonly limits: Limits;
  /** Where the real CRM lives. */
  readonly bases: { readonly api: string; readonly authorize: string };
  readonly scopes: readonly string[];
  /** Where the browser is sent to install Kith. */
  authorizeUrl(
    app: CrmApp,
    ask: { readonly state: string; readonly challenge: string; readonly redirectUri: string },
  ): string;
  /** Exchanges the code of the callback. @throws Failure `unauthorized` for a dead or forged code. */
  redeem(
    app: CrmApp,
    pass: Pass,
    answer: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
    now: Date,
  ): Promise<Grant>;
  /** A new access token. @throws Failure `unauthorized` when the app was uninstalled. */
  refresh(
    app: CrmApp,
    pass: Pass,
    refreshToken: string,
    now: Date,
  ): Promise<Omit<Grant, 'account' | 'scopes'>>;
  /** Verifies a webhook request; undefined for anything not genuine. Never throws. */
  open(app: CrmApp, request: Inbound, now: Date): readonly Opened[] | undefined;
  /** What a verified delivery says. @throws Failure `malformed` when the platform changed its format. */
  events(body: Buffer): readonly CrmEvent[];
  connect(session: CrmSession): Crm;
}

export function defineCrm(connector: CrmConnector): CrmConnector {
  return connector;
}
