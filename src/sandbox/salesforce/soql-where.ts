import type { Condition, ConditionWithValueQuery, Query, WhereClause } from '@jetstreamapp/soql-parser-js';
import type { Field } from './field.ts';
import type { ObjectType } from './object-type.ts';
import { OrgRefusal } from './refusal.ts';
import type { Row } from './rows.ts';
import { comparison, inclusion, membership } from './soql-compare.ts';
import type { Literal } from './soql-compare.ts';
import { malformed } from './soql-errors.ts';
import { pathOf } from './soql-path.ts';
import type { Asked } from './soql-path.ts';

export type Filter = (row: Row) => boolean;
type Word = '(' | ')' | 'AND' | 'OR' | 'NOT' | Filter;

/** A `WHERE`. @param inner the ids that a query inside yields @throws OrgRefusal */
export function filterOf(
  asked: Asked,
  type: ObjectType,
  where: WhereClause,
  inner: (query: Query) => readonly string[],
): Filter {
  const words = [...wordsOf(where, (condition) => conditionOf(asked, type, condition, inner))];
  const { filter, next } = readAll(words, 0);
  if (next < words.length) throw malformed('unexpected token: )');
  return filter;
}

/** The parser gives a chain with counts of parentheses: the words in their order. */
function* wordsOf(
  where: WhereClause,
  filter: (condition: ConditionWithValueQuery) => Filter,
): Generator<Word> {
  let node: WhereClause | undefined = where;
  while (node) {
    const { left }: WhereClause = node;
    for (let open = left?.openParen ?? 0; open > 0; open -= 1) yield '(';
    if ('operator' in node && node.operator === 'NOT') {
      yield 'NOT';
      node = node.right;
      continue;
    }
    if (!left) throw malformed('unexpected end of the condition');
    yield filter(left);
    for (let close = closing(left); close > 0; close -= 1) yield ')';
    if (!('operator' in node)) return;
    yield node.operator;
    node = node.right;
  }
}

const closing = (condition: ConditionWithValueQuery) =>
  'closeParen' in condition ? (condition.closeParen ?? 0) : 0;

interface Read {
  readonly filter: Filter;
  readonly next: number;
}

/** AND and OR side by side need parentheses, as on the platform. */
function readAll(words: readonly Word[], from: number): Read {
  let { filter, next } = readOne(words, from);
  let joined: Word | undefined;
  for (let word = words[next]; word === 'AND' || word === 'OR'; word = words[next]) {
    if (joined && joined !== word) throw malformed(`unexpected token: '${word}'`);
    joined = word;
    const [one, { filter: other, next: after }] = [filter, readOne(words, next + 1)];
    filter = word === 'AND' ? (row) => one(row) && other(row) : (row) => one(row) || other(row);
    next = after;
  }
  return { filter, next };
}

function readOne(words: readonly Word[], from: number): Read {
  const word = words[from];
  if (typeof word === 'function') return { filter: word, next: from + 1 };
  if (word === 'NOT') {
    const { filter, next } = readOne(words, from + 1);
    return { filter: (row) => !filter(row), next };
  }
  if (word !== '(') throw malformed(`unexpected token: ${word ?? '<EOF>'}`);
  const { filter, next } = readAll(words, from + 1);
  if (words[next] !== ')') throw malformed("expecting a right parentheses, found '<EOF>'");
  return { filter, next: next + 1 };
}

function conditionOf(
  asked: Asked,
  type: ObjectType,
  condition: ConditionWithValueQuery,
  inner: (query: Query) => readonly string[],
): Filter {
  if (!('field' in condition)) throw malformed('The simulator knows no functions in a condition');
  const { field, get } = pathOf(asked, type, condition.field.split('.'));
  checkFilterable(field);
  if ('valueQuery' in condition) {
    const ids = new Set(inner(condition.valueQuery));
    const wanted = condition.operator === 'IN';
    return (row) => ids.has(String(get(row))) === wanted;
  }
  const { operator } = condition;
  const literals = literalsOf(condition);
  const test =
    operator === 'IN' || operator === 'NOT IN'
      ? membership(field, operator, literals)
      : operator === 'INCLUDES' || operator === 'EXCLUDES'
        ? inclusion(field, operator, literals)
        : comparison(field, operator, literals[0] ?? { text: '', type: 'NULL' }, asked.state.now());
  return (row) => test(get(row));
}

function literalsOf(
  condition: Exclude<Condition, { openParen: number } | { fn: unknown }>,
): readonly Literal[] {
  const { value, literalType = 'STRING' } = condition;
  const texts = typeof value === 'string' ? [value] : value;
  return texts.map((text, at) => ({
    text,
    type: (typeof literalType === 'string' ? literalType : literalType[at]) ?? 'STRING',
  }));
}

function checkFilterable({ name, type, length = 0 }: Field): void {
  if (type !== 'textarea' || length <= 255) return;
  throw new OrgRefusal(400, 'INVALID_FIELD', `field '${name}' can not be filtered in a query call`);
}
