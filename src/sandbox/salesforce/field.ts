/** What stands in a field of a record, as the REST API writes it; a date-time as `2026-11-22T10:00:00.000+0000`. */
export type Value = string | number | boolean | null;

/** The platform's field types that occur here, as describe names them. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'percent'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'reference';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters; of text only. */
  readonly length?: number;
  /** Digits in all, and behind the point; of numbers only. */
  readonly precision?: number;
  readonly scale?: number;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly externalId?: boolean;
  readonly caseSensitive?: boolean;
  readonly values?: readonly string[];
  readonly restricted?: boolean;
  readonly initially?: Value;
  /** The objects a look-up may point to. */
  readonly referenceTo?: readonly string[];
  /** How the look-up is walked from the child: `Account`, `Contact__r`. */
  readonly relationshipName?: string;
  /** How it is walked from the parent: `Contacts`, `Social_Profiles__r`. */
  readonly childRelationship?: string;
  /** What becomes of the child when the parent is deleted. */
  readonly onDelete?: 'SetNull' | 'Cascade' | 'Restrict';
  /** Kept by the platform: whoever writes it is refused. */
  readonly kept?: boolean;
  /** On a person account: the field of its contact that this one is. */
  readonly personOf?: string;
  readonly packaged?: boolean;
}

type More = Omit<Partial<Field>, 'name' | 'length'>;

/** `First name` of `FirstName` and `Kith_Signal__c` alike. */
const labelOf = (name: string) =>
  name
    .replace(/Id$/, '')
    .replaceAll(/([a-z])([A-Z])/g, (_all, end: string, start: string) => `${end} ${start}`);

const made = (name: string, type: FieldType, more: Partial<Field>): Field => ({
  name,
  label: labelOf(name),
  type,
  ...more,
});

export const text = (name: string, length = 255, more: More = {}) =>
  made(name, 'string', { length, ...more });
export const long = (name: string, length = 32_000, more: More = {}) =>
  made(name, 'textarea', { length, ...more });
export const email = (name: string, more: More = {}) => made(name, 'email', { length: 80, ...more });
export const phone = (name: string, more: More = {}) => made(name, 'phone', { length: 40, ...more });
export const url = (name: string, more: More = {}) => made(name, 'url', { length: 255, ...more });
export const pick = (name: string, values: readonly string[], more: More = {}) =>
  made(name, 'picklist', { length: 255, values, ...more });
export const flag = (name: string, more: More = {}) => made(name, 'boolean', { initially: false, ...more });
export const number = (name: string, precision = 18, scale = 0, more: More = {}) =>
  made(name, 'double', { precision, scale, ...more });
export const date = (name: string, more: More = {}) => made(name, 'date', more);
export const moment = (name: string, more: More = {}) => made(name, 'datetime', more);

/** A look-up named `AccountId`, walked as `Account`; from there back as `childRelationship`. */
export const lookUp = (
  name: string,
  referenceTo: readonly string[],
  childRelationship?: string,
  more: More = {},
): Field =>
  made(name, 'reference', {
    length: 18,
    referenceTo,
    relationshipName: name.replace(/Id$/, ''),
    onDelete: 'SetNull',
    ...(childRelationship === undefined ? {} : { childRelationship }),
    ...more,
  });
