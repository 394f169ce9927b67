import type { WhereClause } from '@jetstreamapp/soql-parser-js';
import type { ObjectType } from './object-type.ts';
import type { Row } from './rows.ts';
import type { OrgState } from './state.ts';

/**
 * The rows that can fit at all: where every part of a condition must hold and one of them names ids, those; else all
 * of the object. It saves looking at ten thousand records for two hundred.
 */
export function candidatesOf(
  state: OrgState,
  type: ObjectType,
  where: WhereClause | undefined,
): readonly Row[] {
  const ids = where && idsIn(where);
  if (!ids) return state.rows.of(type.name);
  const named = new Set(ids);
  return state.rows.some(type.name, named);
}

function idsIn(where: WhereClause): readonly string[] | undefined {
  let found: readonly string[] | undefined;
  for (let node: WhereClause | undefined = where; node; node = 'operator' in node ? node.right : undefined) {
    if ('operator' in node && node.operator !== 'AND') return undefined;
    const { left } = node;
    if (!left || !('field' in left) || !('value' in left)) continue;
    const naming = left.field.toLowerCase() === 'id' && (left.operator === 'IN' || left.operator === '=');
    const texts = [left.value].flat().map((text) => text.replaceAll("'", ''));
    if (naming && texts.every((text) => text.length === 18)) found = texts;
  }
  return found;
}
