import type { ApexCall } from '../apex-class.ts';
import { personOf } from './KithPerson.ts';
import type { KithPerson } from './KithPerson.ts';

/** Simulator of `KithCasePeople.cls`: who a case is about. */
export function find(caseId: string, { org }: ApexCall): readonly KithPerson[] {
  const contactId = org.find(caseId)?.['ContactId'];
  const contact = typeof contactId === 'string' ? org.find(contactId) : undefined;
  return contact ? [personOf(contact)] : [];
}
