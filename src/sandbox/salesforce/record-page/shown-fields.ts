import type { ObjectName } from './person-pages.ts';
import type { OrgRows, Row } from './options.ts';

export interface Shown {
  readonly label: string;
  readonly value: string;
  /** Where the value leads: another record, a mailbox, a telephone. */
  readonly href?: string;
}

type Columns = readonly (readonly [label: string, field: string])[];

/** What stands in the head of a page, beside the name. */
const HIGHLIGHTS: Readonly<Record<ObjectName, Columns>> = {
  Contact: [
    ['Title', 'Title'],
    ['Account Name', 'AccountId'],
    ['Phone', 'Phone'],
    ['Email', 'Email'],
  ],
  Lead: [
    ['Title', 'Title'],
    ['Company', 'Company'],
    ['Phone', 'Phone'],
    ['Email', 'Email'],
    ['Lead Status', 'Status'],
  ],
  Account: [
    ['Type', 'Type'],
    ['Phone', 'Phone'],
    ['Website', 'Website'],
    ['Industry', 'Industry'],
  ],
  Case: [
    ['Contact Name', 'ContactId'],
    ['Status', 'Status'],
    ['Priority', 'Priority'],
  ],
};

const PERSON: Columns = [
  ['Email', 'Email'],
  ['Phone', 'Phone'],
  ['Mobile', 'MobilePhone'],
  ['Website', 'Website'],
];

/** What the details add to the highlights. */
const DETAILS: Readonly<Record<ObjectName, Columns>> = {
  Contact: [
    ...PERSON,
    ['Department', 'Department'],
    ['Mailing City', 'MailingCity'],
    ['Mailing Country', 'MailingCountry'],
  ],
  Lead: [...PERSON, ['Lead Source', 'LeadSource'], ['City', 'City'], ['Country', 'Country']],
  Account: [
    ['Billing City', 'BillingCity'],
    ['Billing Country', 'BillingCountry'],
    ['Description', 'Description'],
  ],
  Case: [
    ['Description', 'Description'],
    ['Case Origin', 'Origin'],
  ],
};

export const nameOf = (row: Row): string =>
  textOf(row, 'Name') ?? textOf(row, 'Subject') ?? String(row['Id']);

export const highlightsOf = (object: ObjectName, row: Row, org: OrgRows) =>
  shown(HIGHLIGHTS[object], row, org);

/** Only what the org knows: an empty field would be a line without a word. */
export function detailsOf(object: ObjectName, row: Row, org: OrgRows): readonly Shown[] {
  const all = [['Name', 'Name'], ...HIGHLIGHTS[object], ...DETAILS[object]] as const;
  const once = new Map(all.map(([label, field]) => [field, label]));
  return shown(
    [...once].map(([field, label]) => [label, field] as const),
    row,
    org,
  );
}

export const addressOf = (object: string, id: string) =>
  `/lightning/r/${object}/${encodeURIComponent(id)}/view`;

function shown(columns: Columns, row: Row, org: OrgRows): readonly Shown[] {
  return columns.flatMap(([label, field]) => {
    const value = textOf(row, field);
    return value === undefined ? [] : [{ label, ...leading(field, value, org) }];
  });
}

/** A value with where it leads. */
export function leading(field: string, value: string, org: OrgRows): Omit<Shown, 'label'> {
  if (field === 'AccountId' || field === 'ContactId') {
    const there = org.find(value);
    if (there) return { value: nameOf(there), href: addressOf(field.slice(0, -2), value) };
  }
  if (field === 'Email') return { value, href: `mailto:${value}` };
  if (field === 'Phone' || field === 'MobilePhone')
    return { value, href: `tel:${value.replaceAll(/[^+\d]/g, '')}` };
  if (/^https?:\/\/\S+$/.test(value)) return { value, href: value };
  return { value };
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

const AS_LIGHTNING = { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' } as const;

/** What a field says, dates as Lightning has them; undefined where it says nothing. */
export function textOf(row: Row, field: string): string | undefined {
  const value = row[field];
  if (typeof value === 'number') return value.toLocaleString('en');
  if (typeof value !== 'string' || value === '') return undefined;
  if (DATE.test(value)) return new Date(value).toLocaleDateString('en-US', { timeZone: 'UTC' });
  return MOMENT.test(value) ? new Date(value).toLocaleString('en-US', AS_LIGHTNING) : value;
}
