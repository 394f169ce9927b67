import { date, email, flag, long, lookUp, moment, number, phone, pick, text, url } from './field.ts';
import type { Field } from './field.ts';
import { OWNER, withSystem } from './object-type.ts';
import type { ObjectType } from './object-type.ts';
import { SETUP_OBJECTS } from './setup-objects.ts';

/** The part of Salesforce's own objects that a CRM of people uses. */
export const STANDARD_OBJECTS: readonly ObjectType[] = [
  standard('Account', 'Accounts', '001', [
    text('Name', 255, { required: true }),
    lookUp('ParentId', ['Account'], 'ChildAccounts'),
    phone('Phone'),
    url('Website'),
    pick('Industry', [
      'Agriculture',
      'Banking',
      'Retail',
      'Shipping',
      'Technology',
      'Transportation',
      'Other',
    ]),
    pick('Type', ['Prospect', 'Customer', 'Partner', 'Other']),
    number('NumberOfEmployees', 8),
    ...address('Billing'),
    long('Description'),
    OWNER,
    merged('Account'),
  ]),
  standard('Contact', 'Contacts', '003', [
    ...person(),
    lookUp('AccountId', ['Account'], 'Contacts', { onDelete: 'Cascade' }),
    text('Title', 128),
    text('Department', 80),
    lookUp('ReportsToId', ['Contact']),
    date('Birthdate'),
    ...address('Mailing'),
    OWNER,
    merged('Contact'),
  ]),
  standard('Lead', 'Leads', '00Q', [
    ...person(),
    text('Title', 128),
    text('Company', 255, { required: true }),
    url('Website'),
    pick('Status', ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted'], {
      required: true,
      initially: 'Open - Not Contacted',
    }),
    pick('Industry', ['Shipping', 'Technology', 'Other']),
    ...address(''),
    flag('IsConverted', { kept: true }),
    date('ConvertedDate', { kept: true }),
    lookUp('ConvertedAccountId', ['Account'], undefined, { kept: true }),
    lookUp('ConvertedContactId', ['Contact'], undefined, { kept: true }),
    lookUp('ConvertedOpportunityId', ['Opportunity'], undefined, { kept: true }),
    OWNER,
    merged('Lead'),
  ]),
  standard('Opportunity', 'Opportunities', '006', [
    text('Name', 120, { required: true }),
    lookUp('AccountId', ['Account'], 'Opportunities', { onDelete: 'Cascade' }),
    lookUp('ContactId', ['Contact']),
    pick(
      'StageName',
      [
        'Prospecting',
        'Qualification',
        'Needs Analysis',
        'Value Proposition',
        'Proposal/Price Quote',
        'Negotiation/Review',
        'Closed Won',
        'Closed Lost',
      ],
      { required: true },
    ),
    date('CloseDate', { required: true }),
    number('Amount', 18, 2, { type: 'currency' }),
    flag('IsClosed', { kept: true }),
    flag('IsWon', { kept: true }),
    long('Description'),
    OWNER,
  ]),
  standard('OpportunityContactRole', 'Opportunity Contact Roles', '00K', [
    lookUp('OpportunityId', ['Opportunity'], 'OpportunityContactRoles', {
      required: true,
      onDelete: 'Cascade',
    }),
    lookUp('ContactId', ['Contact'], 'OpportunityContactRoles', { required: true, onDelete: 'Cascade' }),
    pick('Role', ['Decision Maker', 'Business User', 'Influencer', 'Other']),
    flag('IsPrimary'),
  ]),
  standard('Case', 'Cases', '500', [
    text('CaseNumber', 30, { kept: true }),
    text('Subject', 255),
    long('Description'),
    lookUp('ContactId', ['Contact'], 'Cases', { onDelete: 'Restrict' }),
    lookUp('AccountId', ['Account'], 'Cases', { onDelete: 'Restrict' }),
    pick('Status', ['New', 'Working', 'Escalated', 'Closed'], { initially: 'New' }),
    pick('Priority', ['High', 'Medium', 'Low'], { initially: 'Medium' }),
    pick('Origin', ['Phone', 'Email', 'Web', 'Social']),
    flag('IsClosed', { kept: true }),
    moment('ClosedDate', { kept: true }),
    OWNER,
  ]),
  standard('Campaign', 'Campaigns', '701', [
    text('Name', 80, { required: true }),
    pick('Status', ['Planned', 'In Progress', 'Completed', 'Aborted'], { initially: 'Planned' }),
    flag('IsActive'),
    date('StartDate'),
    date('EndDate'),
    long('Description'),
    OWNER,
  ]),
  standard('CampaignMember', 'Campaign Members', '00v', [
    lookUp('CampaignId', ['Campaign'], 'CampaignMembers', { required: true, onDelete: 'Cascade' }),
    lookUp('ContactId', ['Contact'], 'CampaignMembers', { onDelete: 'Cascade' }),
    lookUp('LeadId', ['Lead'], 'CampaignMembers', { onDelete: 'Cascade' }),
    pick('Status', ['Sent', 'Responded'], { initially: 'Sent' }),
  ]),
  standard('Task', 'Tasks', '00T', [
    text('Subject', 255),
    lookUp('WhoId', ['Contact', 'Lead'], 'Tasks', { onDelete: 'Cascade' }),
    lookUp('WhatId', ['Account', 'Opportunity', 'Case', 'Campaign'], 'Tasks', { onDelete: 'Cascade' }),
    date('ActivityDate'),
    pick('Status', ['Not Started', 'In Progress', 'Completed', 'Deferred'], { initially: 'Not Started' }),
    pick('Priority', ['High', 'Normal', 'Low'], { initially: 'Normal' }),
    flag('IsClosed', { kept: true }),
    moment('CompletedDateTime', { kept: true }),
    long('Description'),
    OWNER,
  ]),
  ...SETUP_OBJECTS,
];

function standard(name: string, plural: string, keyPrefix: string, fields: readonly Field[]): ObjectType {
  const label = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return withSystem({ name, label, plural, keyPrefix, kind: 'object', packaged: false, fields });
}

/** What a contact and a lead have in common. */
function person(): readonly Field[] {
  return [
    pick('Salutation', ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.']),
    text('FirstName', 40),
    text('LastName', 80, { required: true }),
    text('Name', 121, { kept: true }),
    email('Email'),
    phone('Phone'),
    phone('MobilePhone'),
    pick('LeadSource', ['Web', 'Phone Inquiry', 'Partner Referral', 'Other']),
    flag('HasOptedOutOfEmail'),
    flag('DoNotCall'),
    long('Description'),
  ];
}

function address(kind: string): readonly Field[] {
  return [
    text(`${kind}Street`, 255, { type: 'textarea' }),
    text(`${kind}City`, 40),
    text(`${kind}State`, 80),
    text(`${kind}PostalCode`, 20),
    text(`${kind}Country`, 80),
  ];
}

function merged(object: string): Field {
  return lookUp('MasterRecordId', [object], undefined, { kept: true });
}
