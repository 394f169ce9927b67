import type { Consent } from '../core/governance/consent.ts';
import type { Contact } from '../core/contact.ts';
import type { ContactId, NetworkId, ProfileId } from '../core/ids.ts';

/** A contact that agreed on a network: which account they agreed for, where they said, and what is linked to them there. */
export interface Agreed {
  readonly contact: Contact;
  readonly account?: string;
  readonly linked: readonly ProfileId[];
}

/** Recorded consents: of a contact, and of those that the CRM merged into it. */
export interface ConsentRows {
  /** By network. */
  of(contact: ContactId): Promise<readonly Consent[]>;
  /**
   * Contacts that agreed on a network and may be one of these there, by the account they agreed for, a link, or what the
   * CRM names; the caller looks closer.
   * @param names ids and handles, folded.
   */
  agreed(network: NetworkId, names: readonly string[]): Promise<readonly Agreed[]>;
  /** One of a contact and network; the newer replaces the older. */
  keep(consent: Consent): Promise<void>;
  /**
   * Removes the consent with everything of the network that was found for the contact or said of it: profiles that no
   * other contact is linked to, what they said, verdicts, what came of asking.
   * @param named handles and ids that the CRM names besides: what was told of them goes too.
   * @returns false when there was no consent.
   */
  withdraw(contact: ContactId, network: NetworkId, named?: readonly string[]): Promise<boolean>;
}
