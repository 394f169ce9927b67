import type { Value } from './field.ts';
import type { Row } from './rows.ts';

/** Somebody at work in the org: in a browser, or through an API. */
export interface Actor {
  readonly userId: string;
  /** `com/salesforce/api/rest/67.0;client=<name>`; empty for a person in a browser. */
  readonly changeOrigin: string;
  /** A duplicate rule that only warns is overruled: `Sforce-Duplicate-Rule-Header`. */
  readonly allowsDuplicates?: boolean;
}

/** A committed change of one record, as change data capture tells it. */
export interface Change {
  readonly at: Date;
  /** The object's API name. */
  readonly entity: string;
  readonly changeType: 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE';
  readonly recordIds: readonly string[];
  /** Of an update; for another change empty. */
  readonly changedFields: readonly string[];
  /** The changed fields of an update, with null for what was emptied; all that is filled of a new record; nothing of a deleted one. */
  readonly values: Readonly<Record<string, Value>>;
  readonly changeOrigin: string;
  /** The user's id. */
  readonly commitUser: string;
  readonly commitNumber: number;
  readonly transactionKey: string;
  /** From 1, within the transaction. */
  readonly sequenceNumber: number;
}

/** A platform event that was published through the API. */
export interface PublishedEvent {
  readonly at: Date;
  /** `Social_Signal__e`, with the namespace where there is one. */
  readonly entity: string;
  readonly uuid: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly userId: string;
}

export type Draft = Pick<Change, 'entity' | 'changeType' | 'recordIds' | 'changedFields' | 'values'>;

const KEPT_BACK = new Set(['Id', 'IsDeleted', 'SystemModstamp']);

export function draftOf(entity: string, before: Row | undefined, after: Row): Draft | undefined {
  const draft = { entity, recordIds: [after.Id] };
  const filled = Object.entries(after).filter(([name, value]) => value !== null && !KEPT_BACK.has(name));
  if (!before)
    return { ...draft, changeType: 'CREATE', changedFields: [], values: Object.fromEntries(filled) };
  if (before['IsDeleted'] !== after['IsDeleted']) {
    if (after['IsDeleted']) return { ...draft, changeType: 'DELETE', changedFields: [], values: {} };
    return { ...draft, changeType: 'UNDELETE', changedFields: [], values: Object.fromEntries(filled) };
  }
  const changed = Object.keys(after).filter((name) => before[name] !== after[name] && !KEPT_BACK.has(name));
  if (changed.length === 0) return undefined;
  const changedFields = [...new Set([...changed, 'LastModifiedDate'])];
  const values = Object.fromEntries(changedFields.map((name) => [name, after[name] ?? null]));
  return { ...draft, changeType: 'UPDATE', changedFields, values };
}
