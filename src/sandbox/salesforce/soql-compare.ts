import type { Operator } from '@jetstreamapp/soql-parser-js';
import type { Field, Value } from './field.ts';
import { readId } from './ids.ts';
import { OrgRefusal } from './refusal.ts';
import { malformed } from './soql-errors.ts';
import { spanOf } from './soql-dates.ts';
import type { Span } from './soql-dates.ts';

/** What a condition compares with, as the query writes it: quotes and all. */
export interface Literal {
  readonly text: string;
  readonly type: string;
}

type Comparable = string | number | boolean | null;
export type Test = (value: Value) => boolean;

const TEXT = new Set([
  'string',
  'textarea',
  'email',
  'phone',
  'url',
  'picklist',
  'multipicklist',
  'id',
  'reference',
]);
const NUMBERS = new Set(['int', 'double', 'percent', 'currency']);

/** A test of one value against one literal. @throws OrgRefusal for a literal of another type than the field's */
export function comparison(field: Field, operator: Operator, literal: Literal, now: Date): Test {
  if (literal.type.startsWith('DATE_')) return inSpan(operator, spanOf(literal.text, now));
  if (operator === 'LIKE') return like(stringOf(field, literal));
  const wanted = read(field, literal);
  if (operator === '=') return (value) => comparable(field, value) === wanted;
  if (operator === '!=') return (value) => comparable(field, value) !== wanted;
  const holds = ORDER[operator];
  if (!holds) throw malformed(`unexpected operator ${operator}`);
  return (value) => {
    const given = comparable(field, value);
    return given !== null && wanted !== null && holds(given, wanted);
  };
}

type Given = NonNullable<Comparable>;
const ORDER: Partial<Record<Operator, (given: Given, wanted: Given) => boolean>> = {
  '<': (given, wanted) => given < wanted,
  '<=': (given, wanted) => given <= wanted,
  '>': (given, wanted) => given > wanted,
  '>=': (given, wanted) => given >= wanted,
};

/** `IN` and `NOT IN`; a null is in no list. */
export function membership(field: Field, operator: Operator, literals: readonly Literal[]): Test {
  const wanted = new Set(literals.map((literal) => read(field, literal)));
  return (value) => wanted.has(comparable(field, value)) === (operator === 'IN');
}

/** `INCLUDES ('a;b', 'c')`: all of a and b, or c. */
export function inclusion(field: Field, operator: Operator, literals: readonly Literal[]): Test {
  const wanted = literals.map((literal) => stringOf(field, literal).toLowerCase().split(';'));
  return (value) => {
    const chosen = new Set(
      String(value ?? '')
        .toLowerCase()
        .split(';'),
    );
    return wanted.some((all) => all.every((one) => chosen.has(one))) === (operator === 'INCLUDES');
  };
}

/** A value as it is compared and sorted: dates as ms, text without case. */
export function comparable({ type, caseSensitive }: Field, value: Value): Comparable {
  if (typeof value !== 'string') return value;
  if (type === 'date' || type === 'datetime') return Date.parse(value.replace('+0000', 'Z'));
  return type === 'id' || type === 'reference' || caseSensitive ? value : value.toLowerCase();
}

function read(field: Field, literal: Literal): Comparable {
  if (literal.type === 'NULL') return null;
  if (field.type === 'id' || field.type === 'reference') return idIn(field, literal);
  if (TEXT.has(field.type)) return comparable(field, stringOf(field, literal) || null);
  if (!LITERALS[field.type]?.includes(literal.type))
    throw wrongLiteral(field, 'should not be enclosed in quotes');
  if (field.type === 'boolean') return literal.text.toUpperCase() === 'TRUE';
  return NUMBERS.has(field.type) ? Number(literal.text) : momentIn(literal.text);
}

const LITERALS: Partial<Record<Field['type'], readonly string[]>> = {
  boolean: ['BOOLEAN'],
  date: ['DATE'],
  datetime: ['DATETIME'],
  ...Object.fromEntries([...NUMBERS].map((type) => [type, ['INTEGER', 'DECIMAL']])),
};

function momentIn(text: string): number {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (Number.isNaN(at)) throw malformed(`line 1:0 no viable alternative at character '${text}'`);
  return at;
}

function idIn(field: Field, literal: Literal): string | null {
  const text = stringOf(field, literal);
  if (text === '') return null;
  const id = readId(text);
  if (id === undefined)
    throw new OrgRefusal(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
  return id;
}

function stringOf(field: Field, { text, type }: Literal): string {
  if (type !== 'STRING') throw wrongLiteral(field, 'should be enclosed in quotes');
  return text.slice(1, -1).replaceAll(/\\(.)/g, (_all, char: string) => ESCAPES[char] ?? char);
}
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const TYPE_NAMES: Readonly<Record<string, string>> = {
  datetime: 'dateTime',
  date: 'date',
  boolean: 'boolean',
};
function wrongLiteral({ name, type }: Field, rule: string): OrgRefusal {
  const wanted = TYPE_NAMES[type] ?? (NUMBERS.has(type) ? 'double' : 'string');
  return new OrgRefusal(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${name}' must be of type ${wanted} and ${rule}`,
  );
}

function like(pattern: string): Test {
  const source = pattern
    .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  const whole = new RegExp(`^${source}$`, 'is');
  return (value) => value !== null && whole.test(String(value));
}

function inSpan(operator: Operator, { from, until }: Span): Test {
  return (value) => {
    if (typeof value !== 'string') return operator === '!=';
    const at = Date.parse(value.replace('+0000', 'Z'));
    const inside = at >= from && at < until;
    if (operator === '=') return inside;
    if (operator === '!=') return !inside;
    if (operator === '<') return at < from;
    if (operator === '<=') return at < until;
    return operator === '>' ? at >= until : at >= from;
  };
}
