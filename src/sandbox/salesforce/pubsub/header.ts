import type { EventField } from './fields.ts';

/** What can happen to a record. A gap says only that it happened, not what changed. */
export const CHANGE_TYPES = [
  'CREATE',
  'UPDATE',
  'DELETE',
  'UNDELETE',
  'GAP_CREATE',
  'GAP_UPDATE',
  'GAP_DELETE',
  'GAP_UNDELETE',
  'GAP_OVERFLOW',
  'SNAPSHOT',
] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** A change of records of one object, made in one transaction. */
export interface Change {
  readonly at: Date;
  /** The object: `Contact`, `Social_Profile__c`. */
  readonly entity: string;
  readonly changeType: ChangeType;
  readonly recordIds: readonly string[];
  /** Names of the record's fields; told of an UPDATE only. */
  readonly changedFields: readonly string[];
  /** Values as the REST API writes them. A gap and a DELETE carry none. */
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  /** `com/salesforce/api/rest/67.0;client=kith` */
  readonly changeOrigin: string;
  readonly commitUser: string;
  readonly commitNumber: number | bigint;
  readonly transactionKey: string;
  readonly sequenceNumber: number;
}

const texts = { type: 'array', items: 'string' };

export function headerSchema(): object {
  return {
    type: 'record',
    name: 'ChangeEventHeader',
    fields: [
      { name: 'entityName', type: 'string' },
      { name: 'recordIds', type: texts },
      { name: 'changeType', type: { type: 'enum', name: 'ChangeType', symbols: CHANGE_TYPES } },
      { name: 'changeOrigin', type: 'string' },
      { name: 'transactionKey', type: 'string' },
      { name: 'sequenceNumber', type: 'int' },
      { name: 'commitTimestamp', type: 'long' },
      { name: 'commitNumber', type: 'long' },
      { name: 'commitUser', type: 'string' },
      { name: 'nulledFields', type: texts },
      { name: 'diffFields', type: texts },
      { name: 'changedFields', type: texts },
    ],
  };
}

export function headerOf(change: Change, fields: readonly EventField[]): object {
  const { entity, at, changedFields, values, ...told } = change;
  const changed = change.changeType === 'UPDATE' ? changedFields : [];
  return {
    ...told,
    entityName: entity,
    commitTimestamp: at.getTime(),
    nulledFields: bitmaps(
      fields,
      changed.filter((name) => values[name] === null),
    ),
    diffFields: [],
    changedFields: bitmaps(fields, changed),
  };
}

/**
 * Names of fields as the platform writes them: a bit for each place in the schema, and for parts the place of their
 * field with a bit for each part (`0x650004E0`, `2-0x06`). The header itself is at place 0.
 */
export function bitmaps(fields: readonly EventField[], names: readonly string[]): readonly string[] {
  const wanted = new Set(names);
  if (!fields.some((field) => namesOf(field).some((name) => wanted.has(name)))) return [];
  const own = fields.flatMap((field, i) => (!('parts' in field) && wanted.has(field.name) ? [i + 1] : []));
  const nested = fields.flatMap((field, i) => {
    if (!('parts' in field)) return [];
    const places = field.parts.flatMap((part, p) => (wanted.has(part.field) ? [p] : []));
    return places.length === 0 ? [] : [`${i + 1}-${hex(places)}`];
  });
  return [hex(own), ...nested];
}

const namesOf = (field: EventField) =>
  'parts' in field ? field.parts.map((part) => part.field) : [field.name];

function hex(places: readonly number[]): string {
  const bits = places.reduce((sum, place) => sum | (1n << BigInt(place)), 0n);
  const digits = bits.toString(16).toUpperCase();
  return `0x${digits.padStart(digits.length + (digits.length % 2), '0')}`;
}
