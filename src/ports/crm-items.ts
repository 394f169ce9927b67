import type { ContactId } from '../core/ids.ts';

/** Somebody of the customer's, on a page inside the CRM, as the CRM itself vouches for. */
export interface Visitor {
  /** The account at the CRM: portal id, org id. */
  readonly account: string;
  /** Who it is there; stable. */
  readonly user: string;
  /** What the CRM calls them, where it says so: an e-mail address. It is shown, never logged. */
  readonly name?: string;
}

/** A step of a customer's automation (a HubSpot workflow, a Salesforce flow) that calls Kith. */
export interface AutomationCall {
  readonly account: string;
  /** The same when the platform calls again: the call takes effect once. */
  readonly id: string;
  readonly action: 'enrich';
  readonly contact: ContactId;
  /** What the admin filled in, by the names of the connector's declaration. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What an automation is told at once; what it set off goes on afterwards. */
export type AutomationOutcome =
  | {
      readonly outcome: 'known';
      /** Profiles that are linked now. */
      readonly profiles: number;
      /** Percentile from 0 to 100; absent where it is not known. */
      readonly influence?: number;
    }
  | { readonly outcome: 'no such contact' };

/** What the CRM itself knows around a contact, for the record's time line. */
export interface CrmItem {
  readonly kind: 'deal' | 'ticket' | 'task' | 'company' | 'note' | 'campaign';
  readonly id: string;
  readonly title: string;
  /** In the CRM's own words: a deal's stage, a ticket's status. */
  readonly status?: string;
  /** Whether it is done, won, lost or closed. */
  readonly open: boolean;
  readonly at: Date;
  /** Where a person sees it in the CRM. */
  readonly url: string;
}

/** Something that a person, or a rule of theirs, asks to put into the CRM. */
export type NewItem =
  | {
      readonly kind: 'task' | 'note' | 'ticket';
      readonly contact: ContactId;
      readonly title: string;
      /** Plain text. */
      readonly body: string;
      /** Tasks only. */
      readonly due?: Date;
      /** Adding again under the same key adds nothing. Letters, digits, `-` and `_`, at most 64. */
      readonly key: string;
    }
  | { readonly kind: 'list'; readonly list: string; readonly contacts: readonly ContactId[] };

export interface AddedItem {
  readonly id: string;
  readonly url: string;
}

/** A field of the CRM's contact, as an admin may map it. */
export interface CrmField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long text' | 'number' | 'date and time' | 'url' | 'choice' | 'yes or no';
  readonly writable: boolean;
  /** Made by Kith. */
  readonly ours: boolean;
}

/** Something Kith would make in the CRM before it can write: shown to the admin first. */
export interface Planned {
  readonly kind: 'field' | 'group' | 'list';
  readonly name: string;
  readonly label: string;
  readonly says: string;
}

/** What a right lets Kith do beyond its least: absent where it was not granted. */
export type Ability = 'contacts' | 'tickets' | 'lists' | 'deals' | 'companies' | 'tasks' | 'notes';
