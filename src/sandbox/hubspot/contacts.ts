import { Records } from './records.ts';
import type { PortalRecord } from './records.ts';
import { invalid, notFound } from './refusal.ts';

export type PortalContact = PortalRecord;

/** The contacts of one portal: the records that are persons, who are merged, and erased at their request. */
export class Contacts extends Records {
  /** Makes one new record of two; both old ones are gone. */
  merge(primary: string, other: string): PortalContact {
    if (primary === other) throw invalid('A contact cannot be merged with itself');
    const [winner, loser] = [this.known(primary), this.known(other)];
    this.drop(primary);
    this.drop(other);
    const mails = [winner, loser].flatMap(({ properties: p }) => [p['email'], p['hs_additional_emails']]);
    const [email = '', ...more] = new Set(mails.flatMap((mail) => mail?.split(';') ?? []));
    const joined = { email, hs_additional_emails: more.join(';') };
    const contact = this.add({ ...loser.properties, ...winner.properties, ...joined });
    this.tell({ type: 'merge', id: contact.id, primary, merged: other }, 'CRM_UI');
    return contact;
  }

  /** Erases for good, by request of the person. */
  erase(id: string): void {
    if (!this.drop(id, true)) throw notFound(`contact ${id}`);
    // HubSpot sends both to an app that subscribes to both.
    this.tell({ type: 'deletion', id }, 'CRM_UI');
    this.tell({ type: 'privacyDeletion', id }, 'CRM_UI');
  }
}
