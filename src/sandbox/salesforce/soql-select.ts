import type { FieldType, Subquery } from '@jetstreamapp/soql-parser-js';
import type { ObjectType } from './object-type.ts';
import type { Row } from './rows.ts';
import { malformed, unknownRelation } from './soql-errors.ts';
import { parentOf, pathOf } from './soql-path.ts';
import type { Asked } from './soql-path.ts';

/** A record as a query answers it. */
export type Answer = Readonly<Record<string, unknown>>;
type Fill = (row: Row, answer: Record<string, unknown>) => void;

/** Records of a child object that belong to one parent. @returns null for none, as the platform does */
export type Children = (type: ObjectType, subquery: Subquery) => (parent: Row) => object | null;

/** Which fields a query asks for, as a function from a row to its answer. @throws OrgRefusal */
export function selection(
  asked: Asked,
  type: ObjectType,
  fields: readonly FieldType[],
  children: Children,
): (row: Row) => Answer {
  const own: Fill[] = [];
  const above = new Map<string, FieldType[]>();
  for (const one of fields) {
    if (one.type === 'Field') own.push(fieldFill(asked, type, one.field));
    else if (one.type === 'FieldRelationship') {
      const [relation = '', ...rest] = one.relationships;
      const itself = relation.toLowerCase() === type.name.toLowerCase() && rest.length === 0;
      if (itself) own.push(fieldFill(asked, type, one.field));
      else above.set(relation, [...(above.get(relation) ?? []), below(one.field, rest)]);
    } else if (one.type === 'FieldSubquery') {
      const { subquery } = one;
      const of = children(type, subquery);
      own.push((row, answer) => (answer[subquery.relationshipName] = of(row)));
    } else throw malformed(`The simulator does not select ${'rawValue' in one ? one.rawValue : one.type}`);
  }
  for (const [relation, parts] of above) own.push(parentFill(asked, type, relation, parts, children));
  return (row) => {
    const answer: Record<string, unknown> = { attributes: attributesOf(type, row.Id) };
    for (const fill of own) fill(row, answer);
    return answer;
  };
}

export function attributesOf({ name }: ObjectType, id: string): object {
  return { type: name, url: `/services/data/v67.0/sobjects/${name}/${id}` };
}

function below(field: string, relationships: readonly string[]): FieldType {
  return relationships.length === 0
    ? { type: 'Field', field }
    : { type: 'FieldRelationship', field, relationships: [...relationships] };
}

function fieldFill(asked: Asked, type: ObjectType, name: string): Fill {
  const { field, get } = pathOf(asked, type, [name]);
  return (row, answer) => (answer[field.name] = get(row));
}

function parentFill(
  asked: Asked,
  type: ObjectType,
  name: string,
  parts: readonly FieldType[],
  children: Children,
): Fill {
  const schema = asked.state.schema();
  const relation = schema.relation(type, name);
  if (!relation?.relationshipName) throw unknownRelation(asked.soql, name);
  const { relationshipName } = relation;
  const parents = (relation.referenceTo ?? []).flatMap((object) => schema.object(object) ?? []);
  const select = new Map(parents.map((parent) => [parent.name, selection(asked, parent, parts, children)]));
  return (row, answer) => {
    const parent = parentOf(asked, row, relation);
    const object = parent && asked.state.rows.typeOf(parent.Id)?.name;
    answer[relationshipName] = (parent && select.get(object ?? '')?.(parent)) ?? null;
  };
}
