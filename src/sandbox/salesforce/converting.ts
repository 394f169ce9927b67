import type { Value } from './field.ts';
import { badRecord } from './refusal.ts';
import { liveWhere, objectOf, stampOf } from './state.ts';
import type { Transaction } from './transaction.ts';
import { prefixed } from './packaged-objects.ts';
import { insert, known, stamps } from './writing.ts';

const SHARED = [
  'Salutation',
  'FirstName',
  'LastName',
  'Email',
  'Phone',
  'MobilePhone',
  'Title',
  'LeadSource',
];
const ADDRESS = ['Street', 'City', 'State', 'PostalCode', 'Country'];

interface Converted {
  readonly contactId: string;
  readonly accountId: string;
}

/** A lead becomes a contact of an account, which is found by its name or made. @throws OrgRefusal for one that was converted */
export function convert(tx: Transaction, leadId: string): Converted {
  const { state } = tx;
  const { row, type } = known(state, leadId);
  if (type.name !== 'Lead') throw badRecord('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (row['IsConverted'] === true) {
    throw badRecord('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  }
  const value = (name: string): Value => row[name] ?? null;
  const accounts = state.rows.of('Account').filter((one) => one['IsDeleted'] !== true);
  const company = { Name: value('Company'), Website: value('Website'), OwnerId: value('OwnerId') };
  const account =
    accounts.find(({ Name: name = null }) => name === value('Company')) ??
    insert(tx, objectOf(state, 'Account'), company);
  const contact = insert(tx, objectOf(state, 'Contact'), {
    ...Object.fromEntries(SHARED.map((name) => [name, value(name)])),
    ...Object.fromEntries(ADDRESS.map((name) => [`Mailing${name}`, value(name)])),
    ...{ AccountId: account.Id, OwnerId: value('OwnerId') },
  });
  tx.put(type, {
    ...row,
    ...{ IsConverted: true, ConvertedDate: stampOf(state.now()).slice(0, 10), Status: 'Closed - Converted' },
    ...{ ConvertedContactId: contact.Id, ConvertedAccountId: account.Id },
    ...stamps(tx),
  });
  moveActivities(tx, leadId, contact.Id);
  followLead(tx, leadId, contact.Id);
  return { contactId: contact.Id, accountId: account.Id };
}

/** The platform itself moves what was to be done and the campaigns. */
function moveActivities(tx: Transaction, leadId: string, contactId: string): void {
  const move = (object: string, field: string, fields: Readonly<Record<string, Value>>) => {
    for (const row of liveWhere(tx.state, object, field, leadId))
      tx.put(objectOf(tx.state, object), { ...row, ...fields });
  };
  move('Task', 'WhoId', { WhoId: contactId });
  move('CampaignMember', 'LeadId', { ContactId: contactId });
}

/**
 * What the package's own trigger does (`KithLeadConversion`): its records follow the lead, each under the key of the
 * contact, unless the contact has that one already.
 */
function followLead(tx: Transaction, leadId: string, contactId: string): void {
  const { state } = tx;
  const name = (plain: string) => prefixed(plain, state.namespace);
  for (const object of [name('Social_Profile__c'), name('Social_Conversation__c')]) {
    const type = state.schema().object(object);
    if (!type) continue;
    for (const row of liveWhere(state, object, name('Lead__c'), leadId)) {
      const key = contactId + String(row[name('External_Id__c')] ?? '').slice(18);
      if (liveWhere(state, object, name('External_Id__c'), key).length > 0) continue;
      const moved = {
        [name('Lead__c')]: null,
        [name('Contact__c')]: contactId,
        [name('External_Id__c')]: key,
      };
      tx.put(type, { ...row, ...moved, SystemModstamp: stampOf(state.now()) });
    }
  }
}
