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
  if (object === 'Account') return [list('Contacts', 'Contact', by('Contact', 'AccountId'), 'Title')];
  if (object === 'Case') return [];
  return object === 'Lead'
    ? [tasks(by('Task', 'WhoId'))]
    : [tasks(by('Task', 'WhoId')), list('Cases', 'Case', by('Case', 'ContactId'), 'Status')];
}

const tasks = (rows: readonly Row[]): RelatedList => ({
  title: 'Activity',
  icon: 'task',
  items: rows.map((row) => {
    const due = textOf(row, 'ActivityDate');
    return { name: nameOf(row), says: due === undefined ? 'No due date' : `Due ${due}` };
  }),
});

/** Records that have a page of their own, each with what this field says. */
const list = (title: string, object: ObjectName, rows: readonly Row[], field: string): RelatedList => ({
  title,
  icon: object.toLowerCase(),
  items: rows.map((row) => ({
    name: nameOf(row),
    says: textOf(row, field) ?? '',
    href: addressOf(object, String(row['Id'])),
  })),
});
