import type { ContactId } from '../core/ids.ts';
import type { NameParts } from '../core/identity/name-parts.ts';

/** Somebody who is to become a contact, as they say of themselves: what they do not state is absent, and nothing is guessed. */
export interface NewContact {
  /** Adding again under the same key adds nobody. Letters, digits, `-` and `_`, at most 64. */
  readonly key: string;
  readonly name: NameParts;
  readonly email?: string;
  readonly company?: string;
  readonly title?: string;
  readonly website?: string;
  /** Where they speak: it goes into Kith's own field. */
  readonly url: string;
}

/** One field of a contact that is to be made. */
export interface PlannedValue {
  readonly label: string;
  readonly value: string;
  /** Why it holds what nobody stated. */
  readonly says?: string;
}

/** What became of somebody who was to become a contact. */
export type ContactOutcome =
  /** They are one now; the same answer for the same key. */
  | { readonly outcome: 'added'; readonly contact: ContactId }
  /** Somebody with their e-mail address was there before. */
  | { readonly outcome: 'there already'; readonly contact: ContactId }
  /**
   * The customer's own rules say that they may be one of these, and nothing was made. `mayInsist`: the rules only warn,
   * so that a person may have them added all the same.
   */
  | { readonly outcome: 'looks like'; readonly others: readonly ContactId[]; readonly mayInsist: boolean };

/** How a CRM is given contacts. */
export interface ContactMaking {
  /** What `addContact` would write, field by field, as the CRM calls them. @throws Failure */
  planContact(who: NewContact): Promise<readonly PlannedValue[]>;
  /**
   * Makes a contact, once for a key. @param insist a person was shown whom they look like, and says that they are
   * somebody else. @throws Failure `unauthorized` where the right was not granted, `rejected` with the fields at fault
   */
  addContact(who: NewContact, how?: { readonly insist: boolean }): Promise<ContactOutcome>;
}
