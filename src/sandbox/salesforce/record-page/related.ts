import { addressOf, nameOf, textOf } from './shown-fields.ts';
import type { ObjectName } from './person-pages.ts';
import type { OrgRows, Row } from './options.ts';

/** A list of other records on the page of one. */
export interface RelatedList {
  readonly title: string;
  /** Of SLDS's standard icons. */
  readonly icon: string;
  readonly items: readonly { readonly name: string; readonly says: string; readonly href?: string }[];
}

/** What stands around a record, the newest first. */
export function relatedOf(object: ObjectName, id: string, org: OrgRows): readonly RelatedList[] {
  const by = (other: string, field: string) =>
    org
      .rows(other)
      .filter((row) => row[field] === id)
      .toReversed();
  if (object === 'Account') return [people(by('Contact', 'AccountId'))];
  if (object === 'Case') return [];
  return object === 'Lead'
    ? [tasks(by('Task', 'WhoId'))]
    : [tasks(by('Task', 'WhoId')), cases(by('Case', 'ContactId'))];
}

const tasks = (rows: readonly Row[]): RelatedList => ({
  title: 'Activity',
  icon: 'task',
  items: rows.map((row) => {
    const due = textOf(row, 'ActivityDate');
    return { name: nameOf(row), says: due === undefined ? 'No due date' : `Due ${due}` };
  }),
});

const cases = (rows: readonly Row[]): RelatedList => ({
  title: 'Cases',
  icon: 'case',
  items: rows.map((row) => ({
    name: nameOf(row),
    says: textOf(row, 'Status') ?? 'New',
    href: addressOf('Case', String(row['Id'])),
  })),
});

const people = (rows: readonly Row[]): RelatedList => ({
  title: 'Contacts',
  icon: 'contact',
  items: rows.map((row) => ({
    name: nameOf(row),
    says: textOf(row, 'Title') ?? '',
    href: addressOf('Contact', String(row['Id'])),
  })),
});
