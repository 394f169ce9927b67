import { avroType } from './avro.ts';
import type { AvroType } from './avro.ts';
import { eventFields } from './fields.ts';
import type { DeclaredField, EventField } from './fields.ts';
import { headerSchema } from './header.ts';

const NAMESPACE = 'com.sforce.eventbus';

/** How the events of one topic are written, as Avro. */
export interface Schema {
  /** A fingerprint: it changes with the fields. */
  readonly id: string;
  readonly json: string;
  readonly type: AvroType;
  readonly fields: readonly EventField[];
}

/** `/data/ContactChangeEvent` and `/event/Social_Signal__e`, each with the fields that the org declares. */
export function schemaOf(topic: string, declared: readonly DeclaredField[]): Schema {
  const name = topic.split('/').at(-1) ?? topic;
  const fields = eventFields(declared);
  const own = topic.startsWith('/data/')
    ? [{ name: 'ChangeEventHeader', type: headerSchema() }, ...nullable(fields)]
    : published(fields);
  const schema = { type: 'record', name, namespace: NAMESPACE, fields: own };
  const type = avroType(schema);
  return { id: type.getFingerprint().toString('base64url'), json: JSON.stringify(schema), type, fields };
}

/** Who published it and when is always said. */
function published(fields: readonly EventField[]): readonly object[] {
  const custom = fields.filter(({ name }) => name !== 'CreatedDate' && name !== 'CreatedById');
  return [
    { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
    { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
    ...nullable(custom),
  ];
}

function nullable(fields: readonly EventField[]): readonly object[] {
  const defined = new Set<string>();
  return fields.map((field) => {
    if (!('parts' in field)) return { name: field.name, type: ['null', field.type], default: null };
    // Avro defines a record once and names it from then on.
    const key = recordName(field);
    const record = defined.has(key) ? key : recordSchema(field);
    defined.add(key);
    return { name: field.name, type: ['null', record], default: null };
  });
}

type Compound = Extract<EventField, { parts: unknown }>;

/** Two addresses with other parts are two records. */
function localName(field: Compound): string {
  return field.record === 'Address' ? `${field.record}_${field.parts.length}` : field.record;
}

export const recordName = (field: Compound) => `${NAMESPACE}.${localName(field)}`;

function recordSchema(field: Compound): object {
  const fields = field.parts.map(({ name }) => ({ name, type: ['null', 'string'], default: null }));
  return { type: 'record', name: localName(field), namespace: NAMESPACE, fields };
}
