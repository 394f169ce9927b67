import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { made, nothing, ok } from './calls.ts';
import type { Call, Reply, Resource } from './calls.ts';
import { remove } from './deleting.ts';
import { readFields } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import { readId } from './ids.ts';
import type { Locks } from './locks.ts';
import type { ObjectType } from './object-type.ts';
import { OrgRefusal, badRecord, invalidField, noResource, unreadable } from './refusal.ts';
import type { Row } from './rows.ts';
import { attributesOf } from './soql-select.ts';
import { stampOf } from './state.ts';
import type { OrgState } from './state.ts';
import type { Transaction } from './transaction.ts';
import { byKey, keyField, upsertBy } from './upserting.ts';
import { readValue } from './values.ts';
import { insert, known, update } from './writing.ts';

const Body = z.record(z.string(), z.unknown());

/** `/sobjects/{object}` and its records. */
export function sobjectResources(locks: Locks): readonly Resource[] {
  return [
    { path: '/sobjects/:object', methods: { POST: (call) => create(call) } },
    {
      path: '/sobjects/:object/:id',
      methods: {
        GET: ({ tx, of, query }) => {
          const type = typeIn(tx.state, of['object']);
          return ok(shown(tx.state, type, recordIn(tx.state, type, of['id']), query.get('fields')));
        },
        PATCH: ({ tx, of, body, unmodifiedSince }) => {
          const type = typeIn(tx.state, of['object']);
          const { Id, LastModifiedDate } = recordIn(tx.state, type, of['id']);
          checkUnmodified(String(LastModifiedDate), unmodifiedSince);
          locks.check(Id);
          update(tx, Id, readFields(tx.state, type, bodyOf(body)));
          return nothing;
        },
        DELETE: ({ tx, of }) => {
          const { Id } = recordIn(tx.state, typeIn(tx.state, of['object']), of['id']);
          locks.check(Id);
          remove(tx, Id);
          return nothing;
        },
      },
    },
    {
      path: '/sobjects/:object/:field/:value',
      methods: {
        GET: byExternalId,
        PATCH: (call) => upsert(call, locks),
        DELETE: (call) => removeBy(call, locks),
      },
    },
  ];
}

/** Seconds are all that either side knows. @throws OrgRefusal 412 for a record that was changed since, 400 for no date */
function checkUnmodified(changed: string, since: string | undefined): void {
  if (since === undefined) return;
  const at = Date.parse(since);
  if (Number.isNaN(at)) throw new OrgRefusal(400, 'INVALID_ARGUMENT', 'If-Unmodified-Since is no date');
  if (Date.parse(changed) <= at) return;
  throw new OrgRefusal(412, 'PRECONDITION_FAILED', 'The record was modified since');
}

/** @throws OrgRefusal 404 for an object that the org does not have */
export function typeIn(state: OrgState, name = ''): ObjectType {
  const type = state.schema().object(name);
  if (!type) throw noResource();
  return type;
}

/** @throws OrgRefusal for a body that is no record */
export function bodyOf(body: unknown): Incoming {
  const read = Body.safeParse(body);
  if (!read.success)
    throw unreadable('The HTTP entity body is required, but this request has no entity body.');
  return read.data;
}

function recordIn(state: OrgState, type: ObjectType, text = ''): Row {
  const id = readId(text);
  if (id === undefined) {
    throw new OrgRefusal(400, 'MALFORMED_ID', `${type.name} ID: id value of incorrect type: ${text}`, ['Id']);
  }
  const { row, type: own } = known(state, id);
  if (own.name !== type.name) throw noResource();
  return row;
}

function create({ tx, of, body }: Call): Reply {
  const type = typeIn(tx.state, of['object']);
  if (type.kind === 'event') return made(publishEvent(tx, type, bodyOf(body)));
  const { Id } = insert(tx, type, readFields(tx.state, type, bodyOf(body)));
  return made({ id: Id, success: true, errors: [] });
}

/** A platform event: what is answered is that it waits in line. @throws OrgRefusal */
export function publishEvent(tx: Transaction, type: ObjectType, incoming: Incoming): object {
  const { state, actor } = tx;
  const values = readFields(state, type, incoming);
  const missing = type.fields.filter(({ name, required }) => required && (values[name] ?? null) === null);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    throw badRecord('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);
  }
  const uuid = randomUUID();
  tx.publish({
    at: state.now(),
    entity: type.name,
    uuid,
    values: { ...values, CreatedDate: stampOf(state.now()), CreatedById: actor.userId },
    userId: actor.userId,
  });
  const enqueued = { statusCode: 'OPERATION_ENQUEUED', message: uuid, fields: [] };
  return { id: state.newId(type), success: true, errors: [enqueued] };
}

function shown(state: OrgState, type: ObjectType, row: Row, wanted: string | null): object {
  const names = wanted?.split(',').map((name) => name.trim()) ?? type.fields.map(({ name }) => name);
  const fields = names.map((name) => {
    const field = state.schema().field(type, name);
    if (!field) throw invalidField(name, type.name);
    return [field.name, row[field.name] ?? null] as const;
  });
  return { attributes: attributesOf(type, row.Id), ...Object.fromEntries(fields), Id: row.Id };
}

function upsert({ tx, of, body }: Call, locks: Locks): Reply {
  const type = typeIn(tx.state, of['object']);
  const incoming = bodyOf(body);
  const [field = '', value = ''] = [of['field'], of['value']];
  if (Object.keys(incoming).some((name) => name.toLowerCase() === field.toLowerCase())) {
    throw new OrgRefusal(
      400,
      'INVALID_FIELD',
      `The ${field} field should not be specified in the sobject data.`,
      [field],
    );
  }
  const { id, created } = upsertBy(tx, type, field, { ...incoming, [field]: value }, locks);
  return { status: created ? 201 : 200, body: { id, success: true, errors: [], created } };
}

function foundBy({ tx, of }: Call): { type: ObjectType; row: Row } {
  const type = typeIn(tx.state, of['object']);
  const [name = '', value = ''] = [of['field'], of['value']];
  const field = keyField(tx.state, type, name);
  const row = byKey(tx.state, type, field, readValue(field, value));
  if (!row) throw noResource();
  return { type, row };
}

function byExternalId(call: Call): Reply {
  const { type, row } = foundBy(call);
  return ok(shown(call.tx.state, type, row, call.query.get('fields')));
}

function removeBy(call: Call, locks: Locks): Reply {
  const { row } = foundBy(call);
  locks.check(row.Id);
  remove(call.tx, row.Id);
  return nothing;
}
