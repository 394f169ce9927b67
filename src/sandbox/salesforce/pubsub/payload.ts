import type { EventField } from './fields.ts';
import { headerOf } from './header.ts';
import type { Change } from './header.ts';
import { recordName } from './schema.ts';
import type { Schema } from './schema.ts';

type Values = Change['values'];

/** The payload of a change as Avro. Of a DELETE and of a gap only the header is told. */
export function changePayload(schema: Schema, change: Change): Buffer {
  const bare = change.changeType === 'DELETE' || change.changeType.startsWith('GAP_');
  return schema.type.toBuffer({
    ...unions(schema.fields, bare ? {} : change.values),
    ChangeEventHeader: headerOf(change, schema.fields),
  });
}

/** The payload of a platform event, published by `by` at `at`. */
export function eventPayload(schema: Schema, values: Values, by: string, at: Date): Buffer {
  return schema.type.toBuffer({
    ...unions(schema.fields, values),
    CreatedDate: at.getTime(),
    CreatedById: by,
  });
}

/** Avro names the type beside each value that may also be absent. */
function unions(fields: readonly EventField[], values: Values): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, union(field, values)]));
}

function union(field: EventField, values: Values): unknown {
  if (!('parts' in field)) {
    const value = values[field.name] ?? null;
    return value === null ? null : { [field.type]: typed(field.type, value) };
  }
  const parts = field.parts.map(({ name, field }) => {
    const value = values[field] ?? null;
    return [name, value === null ? null : { string: String(value) }] as const;
  });
  return parts.every(([, value]) => value === null)
    ? null
    : { [recordName(field)]: Object.fromEntries(parts) };
}

/** Days and moments travel as milliseconds since 1970. */
function typed(type: string, value: string | number | boolean): string | number | boolean {
  if (type === 'string') return String(value);
  if (type === 'long' && typeof value === 'string') return Date.parse(value);
  return value;
}
