import { Text, method } from '../apex-class.ts';
import { isOf } from '../person-pages.ts';
import { find as accountPeople } from './KithAccountPeople.ts';
import { find as casePeople } from './KithCasePeople.ts';

/** Simulator of `KithPeople.cls`: whose social layer the page of a record shows. */
export const KithPeople = {
  around: method({ recordId: Text }, ({ recordId }, call) => {
    if (recordId && isOf('Account', recordId)) return accountPeople(recordId, call);
    if (recordId && isOf('Case', recordId)) return casePeople(recordId, call);
    return [];
  }),
};
