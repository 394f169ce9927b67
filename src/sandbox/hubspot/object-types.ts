import type { Property } from './property.ts';

/** `[name, label, type, written by the portal alone]` of a property that every portal has. */
export type OwnProperty = readonly [
  name: string,
  label: string,
  type?: Property['type'],
  calculated?: boolean,
];

export type TypeName = 'contacts' | 'companies' | 'deals' | 'tickets' | 'tasks' | 'notes';

/** A kind of record in a portal. */
export interface ObjectType {
  readonly name: TypeName;
  /** As HubSpot's refusals call one. */
  readonly singular: string;
  /** In addresses and events. */
  readonly typeId: string;
  readonly scopes: { readonly read: string; readonly write: string };
  readonly schemas: { readonly read: string; readonly write: string };
  readonly firstId: number;
  readonly group: string;
  readonly properties: readonly OwnProperty[];
  /** A new record needs one of each of these. */
  readonly needs: readonly (readonly string[])[];
}

const ALWAYS: readonly OwnProperty[] = [
  ['createdate', 'Create date', 'datetime', true],
  ['lastmodifieddate', 'Last modified date', 'datetime', true],
  ['hs_object_id', 'Record id', 'number', true],
];
const same = (scope: string) => ({ read: scope, write: scope });
const scoped = (what: string) => ({ read: `crm.${what}.read`, write: `crm.${what}.write` });

export const TYPES: Readonly<Record<TypeName, ObjectType>> = {
  contacts: {
    ...{ name: 'contacts', singular: 'CONTACT', typeId: '0-1', firstId: 90_001, group: 'contactinformation' },
    scopes: scoped('objects.contacts'),
    schemas: scoped('schemas.contacts'),
    needs: [['email', 'firstname', 'lastname']],
    properties: [
      ['firstname', 'First name'],
      ['lastname', 'Last name'],
      ['email', 'E-mail'],
      ['hs_additional_emails', 'Additional e-mail addresses', 'string'],
      ['phone', 'Phone number'],
      ['mobilephone', 'Mobile phone number'],
      ['company', 'Company name'],
      ['jobtitle', 'Job title'],
      ['city', 'City'],
      ['state', 'State or region'],
      ['country', 'Country or region'],
      ['website', 'Website URL'],
      ['twitterhandle', 'Twitter username'],
      ['hs_linkedin_url', 'LinkedIn URL'],
      ['hs_facebookid', 'Facebook id'],
      ['linkedinbio', 'LinkedIn bio'],
      ['twitterbio', 'Twitter bio'],
      ['lifecyclestage', 'Lifecycle stage'],
      ...ALWAYS,
    ],
  },
  companies: {
    ...{
      name: 'companies',
      singular: 'COMPANY',
      typeId: '0-2',
      firstId: 40_001,
      group: 'companyinformation',
    },
    scopes: scoped('objects.companies'),
    schemas: scoped('schemas.companies'),
    needs: [['name', 'domain']],
    properties: [
      ['name', 'Company name'],
      ['domain', 'Company domain name'],
      ['industry', 'Industry'],
      ...ALWAYS,
    ],
  },
  deals: {
    ...{ name: 'deals', singular: 'DEAL', typeId: '0-3', firstId: 50_001, group: 'dealinformation' },
    scopes: scoped('objects.deals'),
    schemas: scoped('schemas.deals'),
    needs: [['dealname'], ['dealstage']],
    properties: [
      ['dealname', 'Deal name'],
      ['dealstage', 'Deal stage'],
      ['pipeline', 'Pipeline'],
      ['amount', 'Amount', 'number'],
      ['deal_currency_code', 'Currency'],
      ['closedate', 'Close date', 'datetime'],
      ['hs_is_closed', 'Is deal closed?', 'bool', true],
      ...ALWAYS,
    ],
  },
  tickets: {
    ...{ name: 'tickets', singular: 'TICKET', typeId: '0-5', firstId: 60_001, group: 'ticketinformation' },
    scopes: same('tickets'),
    schemas: same('tickets'),
    needs: [['hs_pipeline_stage']],
    properties: [
      ['subject', 'Ticket name'],
      ['content', 'Ticket description'],
      ['hs_pipeline', 'Pipeline'],
      ['hs_pipeline_stage', 'Ticket status'],
      ...ALWAYS,
    ],
  },
  tasks: {
    ...{ name: 'tasks', singular: 'TASK', typeId: '0-27', firstId: 30_001, group: 'task_info' },
    scopes: scoped('objects.contacts'),
    schemas: scoped('schemas.contacts'),
    needs: [['hs_timestamp']],
    properties: [
      ['hs_timestamp', 'Due date', 'datetime'],
      ['hs_task_subject', 'Task title'],
      ['hs_task_body', 'Task notes'],
      ['hs_task_status', 'Task status'],
      ['hs_task_type', 'Task type'],
      ['hs_task_priority', 'Priority'],
      ['hs_createdate', 'Create date', 'datetime', true],
      ...ALWAYS,
    ],
  },
  notes: {
    ...{ name: 'notes', singular: 'NOTE', typeId: '0-46', firstId: 20_001, group: 'note_info' },
    scopes: scoped('objects.contacts'),
    schemas: scoped('schemas.contacts'),
    needs: [['hs_timestamp']],
    properties: [['hs_timestamp', 'Activity date', 'datetime'], ['hs_note_body', 'Note body'], ...ALWAYS],
  },
};

export const TYPE_NAMES = Object.keys(TYPES) as TypeName[];
