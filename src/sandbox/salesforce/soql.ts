import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { Query, Subquery } from '@jetstreamapp/soql-parser-js';
import type { ObjectType } from './object-type.ts';
import { OrgRefusal } from './refusal.ts';
import type { Row } from './rows.ts';
import { aggregated, isAggregate, isCount } from './soql-aggregate.ts';
import { candidatesOf } from './soql-candidates.ts';
import { malformed, unknownColumn, unknownObject, unknownRelation } from './soql-errors.ts';
import { ordered } from './soql-order.ts';
import type { Asked } from './soql-path.ts';
import { pathOf } from './soql-path.ts';
import { selection } from './soql-select.ts';
import type { Answer } from './soql-select.ts';
import { filterOf } from './soql-where.ts';
import type { OrgState } from './state.ts';

interface Found {
  readonly totalSize: number;
  readonly records: readonly Answer[];
}

const LONGEST = 100_000;

/**
 * Everything that a query finds; the caller cuts it into pages.
 * @param all what lies in the recycle bin too
 * @throws OrgRefusal MALFORMED_QUERY, INVALID_FIELD, INVALID_TYPE
 */
export function runSoql(state: OrgState, soql: string, all: boolean): Found {
  if (soql.length > LONGEST) throw malformed('SOQL statements cannot be longer than 100000 characters.');
  const asked = { state, soql };
  const query = parsed(soql);
  const type = state.schema().object(query.sObject ?? '');
  if (!type || type.kind === 'event') throw unknownObject(soql, query.sObject ?? '');
  const { fields = [] } = query;
  const rows = rowsOf(asked, type, query, all);
  if (isCount(fields)) return { totalSize: rows.length, records: [] };
  const records = isAggregate(fields, query.groupBy)
    ? aggregated(asked, type, rows, fields, query.groupBy)
    : rows.map(
        selection(asked, type, fields, (parent, subquery) => childrenOf(asked, parent, subquery, all)),
      );
  return { totalSize: records.length, records };
}

function parsed(soql: string): Query {
  try {
    return parseQuery(soql);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'unexpected token');
  }
}

/** Filtered, in order, and cut. */
function rowsOf(
  asked: Asked,
  type: ObjectType,
  query: Query | Subquery,
  all: boolean,
  among: readonly Row[] = candidatesOf(asked.state, type, query.where),
): readonly Row[] {
  const { where, orderBy, limit, offset = 0 } = query;
  if (offset > 2_000) {
    throw new OrgRefusal(400, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  }
  const keep = where ? filterOf(asked, type, where, (inner) => innerIds(asked, inner, all)) : () => true;
  const found = among.filter((row) => (all || row['IsDeleted'] !== true) && keep(row));
  const grouped = 'groupBy' in query && query.groupBy !== undefined;
  const sorted = grouped ? found : ordered(asked, type, found, orderBy);
  return grouped ? sorted : sorted.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** A query inside `IN (…)`: the values of its one field. */
function innerIds(asked: Asked, query: Query, all: boolean): readonly string[] {
  const type = asked.state.schema().object(query.sObject ?? '');
  if (!type) throw unknownObject(asked.soql, query.sObject ?? '');
  const [field] = query.fields ?? [];
  if (field?.type !== 'Field') throw unknownColumn(asked.soql, '', type.name);
  const { get } = pathOf(asked, type, [field.field]);
  return rowsOf(asked, type, query, all)
    .flatMap((row) => get(row) ?? [])
    .map(String);
}

function childrenOf(
  asked: Asked,
  parentType: ObjectType,
  subquery: Subquery,
  all: boolean,
): (parent: Row) => object | null {
  const { state, soql } = asked;
  const wanted = subquery.relationshipName.toLowerCase();
  const child = state
    .schema()
    .children(parentType)
    .find(({ field }) => field.childRelationship?.toLowerCase() === wanted);
  const type = child && state.schema().object(child.object);
  if (!child || !type) throw unknownRelation(soql, subquery.relationshipName);
  const select = selection(asked, type, subquery.fields ?? [], () => {
    throw malformed('a query within a query within a query');
  });
  return (parent) => {
    const among = state.rows.where(type.name, child.field.name, parent.Id);
    const rows = rowsOf(asked, type, subquery, all, among);
    return rows.length === 0 ? null : { totalSize: rows.length, done: true, records: rows.map(select) };
  };
}
