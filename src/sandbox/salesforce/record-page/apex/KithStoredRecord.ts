import { Text, method } from '../apex-class.ts';
import { find } from './KithParent.ts';
import { recordView } from './KithRecordView.ts';

/** Simulator of `KithStoredRecord.cls`: what the org stores of a contact's social layer. */
export const KithStoredRecord = {
  read: method({ personId: Text }, ({ personId }, call) => {
    const person = find(personId, call);
    return person ? recordView(person, call) : null;
  }),
};
