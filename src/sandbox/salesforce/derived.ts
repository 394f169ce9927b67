import type { Value } from './field.ts';
import type { ObjectType } from './object-type.ts';
import type { Row } from './rows.ts';
import type { OrgState } from './state.ts';
import { stampOf } from './state.ts';

const filled = (...parts: readonly (Value | undefined)[]) => parts.filter(Boolean).join(' ');

/** What the platform derives from a record's own fields whenever it is saved. */
export function derived(state: OrgState, type: ObjectType, row: Row): Row {
  const by = DERIVE[type.name];
  if (by) return { ...row, ...by(row, state) };
  return type.packaged && row['Name'] === null ? { ...row, Name: row.Id } : row;
}

type Derive = (row: Row, state: OrgState) => Readonly<Record<string, Value>>;

const personName: Derive = (row) => ({ Name: filled(row['FirstName'], row['LastName']) });

const DERIVE: Readonly<Record<string, Derive>> = {
  Contact: personName,
  Lead: personName,
  User: personName,
  Account: (row) =>
    row['IsPersonAccount'] === true ? { Name: filled(row['FirstName'], row['LastName']) } : {},
  Opportunity: ({ StageName: stage = null }) => ({
    IsWon: stage === 'Closed Won',
    IsClosed: stage === 'Closed Won' || stage === 'Closed Lost',
  }),
  Case: (row, state) => {
    const closed = row['Status'] === 'Closed';
    const closedAt = closed ? (row['ClosedDate'] ?? stampOf(state.now())) : null;
    return { CaseNumber: row['CaseNumber'] ?? caseNumber(state), IsClosed: closed, ClosedDate: closedAt };
  },
  Task: (row, state) => {
    const closed = row['Status'] === 'Completed';
    const doneAt = closed ? (row['CompletedDateTime'] ?? stampOf(state.now())) : null;
    return { IsClosed: closed, CompletedDateTime: doneAt };
  },
};

const caseNumber = (state: OrgState) => String(1_000 + state.rows.of('Case').length + 1).padStart(8, '0');
