import { flag, lookUp, moment, text } from './field.ts';
import type { Field } from './field.ts';

/** An object of the org: Contact, or one that a package brought. */
export interface ObjectType {
  readonly name: string;
  readonly label: string;
  readonly plural: string;
  readonly keyPrefix: string;
  readonly kind: 'object' | 'event' | 'setting';
  readonly packaged: boolean;
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
}

/** A validation rule: what is wrong when exactly one of these must be filled and another number is. */
export interface Rule {
  readonly name: string;
  readonly exactlyOneOf: readonly [string, string];
  readonly message: string;
}

const ID: Field = { name: 'Id', label: 'Record ID', type: 'id', length: 18, kept: true };

/** What the platform keeps on every record. */
const SYSTEM: readonly Field[] = [
  ID,
  flag('IsDeleted', { kept: true }),
  moment('CreatedDate', { kept: true }),
  lookUp('CreatedById', ['User'], undefined, { kept: true }),
  moment('LastModifiedDate', { kept: true }),
  lookUp('LastModifiedById', ['User'], undefined, { kept: true }),
  moment('SystemModstamp', { kept: true }),
];

const EVENT: readonly Field[] = [
  text('ReplayId', 1000, { kept: true }),
  moment('CreatedDate', { kept: true }),
  lookUp('CreatedById', ['User'], undefined, { kept: true }),
  text('EventUuid', 36, { kept: true }),
];

export const OWNER = lookUp('OwnerId', ['User']);

/** The fields of an object with those that the platform adds. */
export function withSystem(type: Omit<ObjectType, 'rules'> & Partial<Pick<ObjectType, 'rules'>>): ObjectType {
  const system = type.kind === 'event' ? EVENT : SYSTEM;
  return { rules: [], ...type, fields: [...system, ...type.fields] };
}
