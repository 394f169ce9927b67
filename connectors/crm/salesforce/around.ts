import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmItem } from '../../../src/ports/crm-items.ts';
import { TO_DEALS } from './deals-right.ts';
import { personOf } from './ids.ts';
import type { Person } from './ids.ts';
import type { Org } from './org.ts';
import { recordUrl } from './pages.ts';
import { abilitiesOf } from './scopes.ts';
import { query, quoted } from './soql.ts';
import { Id, Moment, read, valueAt } from './wire.ts';

const MOST = 50;

interface Kind {
  readonly kind: CrmItem['kind'];
  /** Of the page that it is seen on. */
  readonly object: string;
  /** Where its fields stand in the child row: a role names its opportunity, a member its campaign. */
  readonly under: '' | 'Opportunity.' | 'Campaign.';
  readonly title: string;
  readonly status: string;
  /** A field that says that it is over, or that it is still going. */
  readonly over: { readonly field: string; readonly when: 'true' | 'false' };
}

/** By the way from a person to its children. */
const KINDS: Readonly<Record<string, Kind>> = {
  [TO_DEALS]: {
    ...{ kind: 'deal', object: 'Opportunity', under: 'Opportunity.' },
    ...{ title: 'Name', status: 'StageName', over: { field: 'IsClosed', when: 'true' } },
  },
  Cases: {
    ...{ kind: 'ticket', object: 'Case', under: '' },
    ...{ title: 'Subject', status: 'Status', over: { field: 'IsClosed', when: 'true' } },
  },
  Tasks: {
    ...{ kind: 'task', object: 'Task', under: '' },
    ...{ title: 'Subject', status: 'Status', over: { field: 'IsClosed', when: 'true' } },
  },
  CampaignMembers: {
    ...{ kind: 'campaign', object: 'Campaign', under: 'Campaign.' },
    ...{ title: 'Name', status: 'Status', over: { field: 'IsActive', when: 'false' } },
  },
};

const Children = z.object({ records: z.array(z.record(z.string(), z.unknown())) });
const Around = z.looseObject({ Id });

/**
 * What Salesforce knows around a person, newest first, at most 50: opportunities, cases, tasks and campaigns of a contact,
 * tasks and campaigns of a lead. One call, three where a permission was taken away meanwhile; what the connecting user may not see is left out.
 */
export async function around(org: Org, contact: ContactId): Promise<readonly CrmItem[]> {
  const person = personOf(contact);
  if (person === undefined || abilitiesOf(org.session.scopes).size === 0) return [];
  try {
    return await childrenAround(org, person, contact);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'rejected') throw error;
    // A permission was taken away since the org was described: what it hides now is left out.
    org.forget();
    return childrenAround(org, person, contact);
  }
}

async function childrenAround(org: Org, person: Person, contact: ContactId): Promise<readonly CrmItem[]> {
  const { children } = await org.describe(person);
  const ways = Object.entries(KINDS).filter(([way]) => children.has(way));
  if (ways.length === 0) return [];
  const soql = `SELECT Id,${ways.map(subQuery).join(',')} FROM ${person} WHERE Id = ${quoted(contact)}`;
  const { records } = await query(org.session, 'what is around a contact', soql, Around);
  const base = await org.session.base();
  return ways
    .flatMap(([way, kind]) => childrenOf(records[0]?.[way]).map((row) => itemOf(row, kind, base)))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MOST);
}

function subQuery([way, { under, title, status, over }]: readonly [string, Kind]): string {
  const fields = ['Id', title, status, over.field, 'CreatedDate'].map((name) => under + name);
  return `(SELECT ${fields.join(',')} FROM ${way} ORDER BY ${under}CreatedDate DESC LIMIT ${MOST})`;
}

/** Where there are no children there is null. */
function childrenOf(found: unknown): readonly Readonly<Record<string, unknown>>[] {
  return read(Children.nullish(), 'what is around a contact', found)?.records ?? [];
}

function itemOf(row: Readonly<Record<string, unknown>>, kind: Kind, base: string): CrmItem {
  const value = (name: string) => valueAt(row, kind.under + name);
  const id = read(Id, `a ${kind.kind}`, value('Id'));
  const status = value(kind.status);
  return {
    kind: kind.kind,
    id,
    title: value(kind.title) ?? `${kind.object} ${id}`,
    ...(status !== undefined && { status }),
    open: value(kind.over.field) !== kind.over.when,
    at: read(Moment, `when a ${kind.kind} was made`, value('CreatedDate')),
    url: recordUrl(base, kind.object, id),
  };
}
