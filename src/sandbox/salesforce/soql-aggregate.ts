import type { FieldFunctionExpression, FieldType, GroupByClause } from '@jetstreamapp/soql-parser-js';
import type { Value } from './field.ts';
import type { ObjectType } from './object-type.ts';
import type { Row } from './rows.ts';
import { malformed } from './soql-errors.ts';
import { comparable } from './soql-compare.ts';
import { pathOf } from './soql-path.ts';
import type { Asked } from './soql-path.ts';
import type { Answer } from './soql-select.ts';

export const isCount = (fields: readonly FieldType[]): boolean =>
  fields.length === 1 && fields[0]?.type === 'FieldFunctionExpression' && fields[0].rawValue === 'COUNT()';

export const isAggregate = (fields: readonly FieldType[], groupBy: unknown): boolean =>
  groupBy !== undefined || fields.some((one) => one.type === 'FieldFunctionExpression' && one.isAggregateFn);

/** Counts and extremes, by groups where the query names them. @throws OrgRefusal */
export function aggregated(
  asked: Asked,
  type: ObjectType,
  rows: readonly Row[],
  fields: readonly FieldType[],
  groupBy: GroupByClause | GroupByClause[] | undefined,
): readonly Answer[] {
  const by = [groupBy ?? []].flat().map((clause) => {
    if (!('field' in clause)) throw malformed('The simulator does not group by functions');
    return pathOf(asked, type, clause.field.split('.')).get;
  });
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((get) => get(row))));
  if (by.length === 0 && groups.size === 0) groups.set('', []);
  let unnamed = 0;
  const columns = fields.map((one) => columnOf(asked, type, one, () => `expr${unnamed++}`));
  return [...groups.values()].map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(columns.map(({ name, read }) => [name, read(group)])),
  }));
}

interface Column {
  readonly name: string;
  readonly read: (group: readonly Row[]) => Value;
}

function columnOf(asked: Asked, type: ObjectType, one: FieldType, unnamed: () => string): Column {
  if (one.type === 'Field' || one.type === 'FieldRelationship') {
    const words = [...('relationships' in one ? one.relationships : []), one.field];
    const { field, get } = pathOf(asked, type, words);
    const alias = 'alias' in one ? one.alias : undefined;
    return { name: alias ?? field.name, read: ([first]) => (first ? get(first) : null) };
  }
  if (one.type !== 'FieldFunctionExpression') throw malformed('unexpected column in a grouped query');
  return { name: one.alias ?? unnamed(), read: functionOf(asked, type, one) };
}

function functionOf(asked: Asked, type: ObjectType, one: FieldFunctionExpression): Column['read'] {
  const [parameter] = one.parameters;
  const name = one.functionName.toUpperCase();
  if (typeof parameter !== 'string') return (group) => group.length;
  const { field, get } = pathOf(asked, type, parameter.split('.'));
  const values = (group: readonly Row[]) => group.map(get).filter((value) => value !== null);
  const extreme = (group: readonly Row[], sign: 1 | -1): Value => {
    const sorted = values(group).toSorted((a, b) => {
      const [x, y] = [comparable(field, a) ?? 0, comparable(field, b) ?? 0];
      return x === y ? 0 : x < y ? -sign : sign;
    });
    return sorted[0] ?? null;
  };
  const sum = (group: readonly Row[]) =>
    values(group).reduce<number>((total, value) => total + Number(value), 0);
  const functions: Readonly<Record<string, Column['read']>> = {
    COUNT: (group) => values(group).length,
    COUNT_DISTINCT: (group) => new Set(values(group).map((value) => comparable(field, value))).size,
    MIN: (group) => extreme(group, 1),
    MAX: (group) => extreme(group, -1),
    SUM: sum,
    AVG: (group) => (values(group).length === 0 ? null : sum(group) / values(group).length),
  };
  const found = functions[name];
  if (!found) throw malformed(`The simulator does not know the function ${name}`);
  return found;
}
