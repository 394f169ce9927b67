import type { Field, FieldType, Value } from './field.ts';
import { readId } from './ids.ts';
import { badRecord, unreadable } from './refusal.ts';

/** A value as it came in, as it is kept. @throws OrgRefusal with the platform's code for a value that does not fit */
export function readValue(field: Field, raw: unknown): Value {
  const empty = raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '');
  if (empty) return field.type === 'boolean' ? noBoolean(field, raw) : null;
  return READ[field.type](field, raw);
}

const READ: Readonly<Record<FieldType, (field: Field, raw: unknown) => Value>> = {
  boolean: (_field, raw) => readBoolean(raw),
  int: readNumber,
  double: readNumber,
  percent: readNumber,
  currency: readNumber,
  date: (_field, raw) => readDate(raw),
  datetime: (_field, raw) => readMoment(raw),
  id: readReference,
  reference: readReference,
  picklist: readChoice,
  email: readEmail,
  string: readText,
  textarea: readText,
  phone: readText,
  url: readText,
  multipicklist: readText,
};

const wrongType = (type: string, raw: unknown) =>
  unreadable(
    `Cannot deserialize instance of ${type} from ${typeof raw === 'object' ? 'START_OBJECT' : 'VALUE_STRING'} value ${typeof raw === 'object' ? '{' : String(raw)} or request may be missing a required field`,
  );

function noBoolean({ name }: Field, raw: unknown): Value {
  if (raw === undefined) return false;
  throw badRecord('INVALID_TYPE_ON_FIELD_IN_RECORD', `${name}: value not of required type: null`, [name]);
}

function readBoolean(raw: unknown): boolean {
  if (typeof raw === 'boolean') return raw;
  const said = String(raw).toLowerCase();
  if (said === 'true' || said === '1') return true;
  if (said === 'false' || said === '0') return false;
  throw wrongType('boolean', raw);
}

function readNumber({ name, precision = 18, scale = 0 }: Field, raw: unknown): number {
  const value = typeof raw === 'number' ? raw : typeof raw === 'string' ? Number(raw.trim()) : Number.NaN;
  if (!Number.isFinite(value)) throw wrongType('double', raw);
  if (Math.abs(value) >= 10 ** (precision - scale)) {
    throw badRecord(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${name}: value outside of valid range on numeric field: ${value}`,
      [name],
    );
  }
  return Number(value.toFixed(scale));
}

function readDate(raw: unknown): string {
  const day = typeof raw === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(raw)?.[0] : undefined;
  if (day === undefined || Number.isNaN(Date.parse(day))) throw wrongType('date', raw);
  return day;
}

/** The platform keeps milliseconds of none but events; they are cut off. */
function readMoment(raw: unknown): string {
  const text = typeof raw === 'string' ? raw.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') : '';
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw wrongType('datetime', raw);
  return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, -1)}+0000`;
}

function readReference({ name, label }: Field, raw: unknown): string {
  const id = typeof raw === 'string' ? readId(raw) : undefined;
  if (id === undefined) {
    throw badRecord('MALFORMED_ID', `${label}: id value of incorrect type: ${String(raw)}`, [name]);
  }
  return id;
}

function readChoice(field: Field, raw: unknown): string {
  const value = readText(field, raw);
  if (field.restricted && !field.values?.includes(value)) {
    throw badRecord(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${field.label}: bad value for restricted picklist field: ${value}`,
      [field.name],
    );
  }
  return value;
}

function readEmail(field: Field, raw: unknown): string {
  const value = readText(field, raw);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    throw badRecord('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);
  }
  return value;
}

function readText({ name, label, length = 255, type }: Field, raw: unknown): string {
  if (typeof raw === 'object') throw wrongType('string', raw);
  const text = type === 'textarea' ? String(raw) : String(raw).trim();
  if (text.length > length) {
    throw badRecord('STRING_TOO_LONG', `${label}: data value too large: ${text} (max length=${length})`, [
      name,
    ]);
  }
  return text;
}
