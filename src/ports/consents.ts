import type { Consent } from '../core/governance/consent.ts';
import type { ContactId, NetworkId } from '../core/ids.ts';

/** Recorded consents: of a contact, and of those that the CRM merged into it. */
export interface ConsentRows {
  /** By network. */
  of(contact: ContactId): Promise<readonly Consent[]>;
  /** One of a contact and network; the newer replaces the older. */
  keep(consent: Consent): Promise<void>;
  /**
   * Removes the consent with everything of the network that was found for the contact or said of it: profiles that no
   * other contact is linked to, what they said, verdicts, what came of asking.
   * @returns false when there was no consent.
   */
  withdraw(contact: ContactId, network: NetworkId): Promise<boolean>;
}
