import type { ContactId, NetworkId } from '../core/ids.ts';
import type { NeighbourhoodFacts } from '../core/influence/neighbourhood/facts.ts';

/** Who turns to a contact's linked profiles. */
export interface NeighbourhoodRows {
  /**
   * One round trip, bounded however many turn to them: of those who turned to them most the contacts and some strangers, and
   * the contacts who turn to those. Undefined when there is no such contact.
   * @param networks on which it is looked.
   */
  around(contact: ContactId, networks: readonly NetworkId[]): Promise<NeighbourhoodFacts | undefined>;
}
