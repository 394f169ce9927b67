import type { Contact } from '../../../src/core/contact.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { KithFieldName } from '../../../src/core/record/patch.ts';
import type { CrmApp, CrmConnector, Inbound } from '../../../src/ports/crm.ts';
import type { CallerKit } from './caller-kit.ts';

/** How the CRM behaves while a check runs. Whatever `play` is not told of is refused. */
export type Situation =
  /** All is well: these contacts exist (with no more known of them than an id), and nobody else. */
  | { readonly people: readonly ContactId[]; readonly fields?: 'there' | 'missing' }
  /** Writing: these rows are taken, those are gone, those are refused for their values. */
  | {
      readonly takes: readonly ContactId[];
      readonly gone: readonly ContactId[];
      readonly refuses: readonly ContactId[];
    }
  /** Adding: this contact is made; `before`: it was, under the same key, and nobody else can be. */
  | { readonly adds: ContactId; readonly before?: true }
  /** The known contact of the fixture exists, with fields nobody has heard of beside those we know. */
  | { readonly known: true }
  /** All contacts, in pages. */
  | { readonly pages: readonly (readonly ContactId[])[] }
  /** Every request is answered so. */
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body: string }
  /** The token endpoint: `live` answers the kit's grant, `dead` says that code and refresh token are no good. */
  | { readonly grant: 'live' | 'dead' };

/** One request as the CRM received it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Row {
  readonly contact: string;
  /** The fields of Kith's that it carries, and their values as text; null where it empties one. */
  readonly fields: Readonly<Partial<Record<KithFieldName, string | null>>>;
}

/** What not every CRM is like: a check may hold for those alone that are, or for all others. */
export type Trait =
  /** It calls us, and signs what it sends; others are listened to. */
  | 'signed deliveries'
  /** It signs each call of its pages; in others a key that its account holds proves the account. */
  | 'signed calls'
  /** Its automations call at an address of their own. */
  | 'automations'
  /** Kith makes its fields there; elsewhere an administrator installs them. */
  | 'makes its fields'
  /** It says that a person is to be erased. */
  | 'tells erasures';

/** What a CRM connector's test brings: how its CRM answers and signs, in its own words. */
export interface CrmKit {
  readonly app: CrmApp;
  readonly traits: ReadonlySet<Trait>;
  readonly account: string;
  /** Where this account's API is. */
  readonly base: string;
  /** Where its people see a contact. */
  readonly pages: string;
  readonly now: Date;
  /** All that may be granted. */
  readonly scopes: readonly string[];
  /** `maximum` of contacts in one request. */
  readonly maximum: { readonly read: number; readonly write: number };
  /** An id as this CRM writes them; different for different n. */
  id(n: number): ContactId;
  /** What `{ known: true }` must be read as. */
  readonly known: Contact;
  /** What `{ grant: 'live' }` must be read as. */
  readonly grant: { readonly accessToken: string; readonly refreshToken: string; readonly seconds: number };
  /** Begins to answer as in this situation; the list fills with what is asked. Ends the one before. */
  play(situation: Situation): readonly Asked[];
  /** Stops answering. */
  end(): void;
  /** The contacts that a request reads. */
  readIn(asked: Asked): readonly string[];
  /** The rows that a request writes. */
  rowsIn(asked: Asked): readonly Row[];
  /** What stands in the contact that a request makes, as text; undefined where it makes none. */
  madeIn(asked: Asked): Readonly<Record<string, string>> | undefined;
  /** Whether a request asks about the CRM itself: once for a connection, beside what was wanted. */
  asksItself(asked: Asked): boolean;
  /** A webhook request as the CRM would send it: signed over these bytes with this secret at this moment. */
  sign?(body: Buffer, at: Date, secret: string): Inbound;
  /** The headers without which a request of the CRM's proves nothing. */
  readonly signedBy: readonly string[];
  /** Verified deliveries, or what was heard. `changed` is not written as a serialiser would write it; `again` is `changed`, sent again. */
  readonly deliveries: {
    readonly changed: Buffer;
    readonly again: Buffer;
    readonly other: Buffer;
    readonly deleted: Buffer;
    readonly erased?: Buffer;
    readonly merged: Buffer;
    /** Our own write, coming back. */
    readonly echo: Buffer;
    /** Genuine, of a shape that nobody knows. */
    readonly unknown: Buffer;
    /** Of a kind that is none of our business. */
    readonly ignored: Buffer;
  };
  /** People and automations inside the CRM. */
  readonly callers: CallerKit;
  /** What the deliveries are about; `merged` says that `goneInto` went into `contact`. */
  readonly about: { readonly contact: ContactId; readonly goneInto: ContactId };
}

/** One sentence about every CRM connector, as code that throws when it does not hold. */
export interface CrmCheck {
  readonly name: string;
  /** Of such a CRM only. */
  readonly where?: Trait;
  /** Of every other. */
  readonly unless?: Trait;
  run(connector: CrmConnector, kit: CrmKit): Promise<void>;
}
