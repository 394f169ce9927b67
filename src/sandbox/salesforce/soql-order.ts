import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import type { ObjectType } from './object-type.ts';
import { OrgRefusal } from './refusal.ts';
import type { Row } from './rows.ts';
import { comparable } from './soql-compare.ts';
import { malformed } from './soql-errors.ts';
import { pathOf } from './soql-path.ts';
import type { Asked } from './soql-path.ts';

type Compare = (one: Row, other: Row) => number;

/** An `ORDER BY`: nulls come first unless told otherwise. @throws OrgRefusal */
export function ordered(
  asked: Asked,
  type: ObjectType,
  rows: readonly Row[],
  orderBy: OrderByClause | OrderByClause[] | undefined,
): readonly Row[] {
  if (orderBy === undefined) return rows;
  const by = [orderBy].flat().map((clause) => compareBy(asked, type, clause));
  return rows.toSorted((one, other) => by.reduce((found, compare) => found || compare(one, other), 0));
}

function compareBy(asked: Asked, type: ObjectType, clause: OrderByClause): Compare {
  if (!('field' in clause)) throw malformed('The simulator does not order by functions');
  const { field, get } = pathOf(asked, type, clause.field.split('.'));
  if (field.type === 'textarea' && (field.length ?? 0) > 255) {
    throw new OrgRefusal(400, 'INVALID_FIELD', `field '${field.name}' can not be sorted in a query call`);
  }
  const nulls = clause.nulls === 'LAST' ? 1 : -1;
  const direction = clause.order === 'DESC' ? -1 : 1;
  return (one, other) => {
    const [a, b] = [comparable(field, get(one)), comparable(field, get(other))];
    if (a === b) return 0;
    if (a === null || b === null) return a === null ? nulls : -nulls;
    return a < b ? -direction : direction;
  };
}
