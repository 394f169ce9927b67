import { z } from 'zod';
import { ok } from './calls.ts';
import type { Call, Reply, Resource } from './calls.ts';
import { remove } from './deleting.ts';
import { readFields } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import { readId } from './ids.ts';
import type { Locks } from './locks.ts';
import type { ObjectType } from './object-type.ts';
import {
  OrgRefusal,
  attempt,
  badRecord,
  invalidField,
  itemError,
  noResource,
  unreadable,
} from './refusal.ts';
import { publishEvent, typeIn } from './sobject-resources.ts';
import { liveRow } from './state.ts';
import { attributesOf } from './soql-select.ts';
import type { Transaction } from './transaction.ts';
import { upsertBy } from './upserting.ts';
import { insert, known, update } from './writing.ts';

const MOST = 200;
const MOST_READ = 2_000;
const MOST_CHUNKS = 10;

const Item = z.looseObject({ attributes: z.looseObject({ type: z.string() }) });
const Body = z.object({ allOrNone: z.boolean().default(false), records: z.array(Item) });
const Wanted = z.object({ ids: z.array(z.string()), fields: z.array(z.string()) });

/** `/composite/sobjects`: up to 200 records in a call, each answered in its place. */
export function collectionResources(locks: Locks): readonly Resource[] {
  return [
    {
      path: '/composite/sobjects',
      methods: {
        POST: (call) => each(call, (item, type) => created(call.tx, item, type)),
        PATCH: (call) => each(call, (item, type) => updated(call.tx, item, type, locks)),
        DELETE: (call) => removeAll(call, locks),
      },
    },
    {
      path: '/composite/sobjects/:object',
      methods: {
        GET: ({ tx, of, query }) =>
          ok(
            retrieved(tx, of['object'], { ids: split(query.get('ids')), fields: split(query.get('fields')) }),
          ),
        POST: ({ tx, of, body }) => ok(retrieved(tx, of['object'], read(Wanted, body))),
      },
    },
    { path: '/composite/sobjects/:object/:field', methods: { PATCH: (call) => upsertAll(call, locks) } },
  ];
}

const split = (list: string | null) => (list ?? '').split(',').filter(Boolean);

function read<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw unreadable(`Unrecognized or missing field "${parsed.error.issues[0]?.path.join('.') ?? ''}"`);
}

type Item = z.output<typeof Item>;

function each({ tx, body }: Call, write: (item: Incoming, type: ObjectType) => object): Reply {
  const { allOrNone, records } = read(Body, body);
  checkSize(records);
  return ok(several(tx, allOrNone, records, (item) => write(item, typeFor(tx, item))));
}

/** Each item by itself; or, all or none, every other item is answered as taken back. */
function several<T>(tx: Transaction, allOrNone: boolean, items: readonly T[], write: (item: T) => object) {
  const results = items.map((item) => attempt(() => tx.part(() => write(item))));
  const failed = results.some((result) => result instanceof OrgRefusal);
  if (allOrNone && failed) tx.rollBack();
  return results.map((result) => {
    if (result instanceof OrgRefusal) return itemError(result);
    return allOrNone && failed ? itemError(ROLLED_BACK) : result;
  });
}

const ROLLED_BACK = badRecord(
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
);

function checkSize(records: readonly Item[]): void {
  checkCount(records.length);
  const chunks = records.filter((item, at) => item.attributes.type !== records[at - 1]?.attributes.type);
  if (chunks.length > MOST_CHUNKS) {
    throw new OrgRefusal(
      400,
      'INVALID_INPUT',
      'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.',
    );
  }
}

function checkCount(count: number, most = MOST): void {
  if (count <= most) return;
  const message = `record limit reached. cannot submit more than ${most} records into this call`;
  throw new OrgRefusal(400, 'EXCEEDED_ID_LIMIT', message);
}

function typeFor(tx: Transaction, item: Incoming): ObjectType {
  const name = Item.parse(item).attributes.type;
  const type = tx.state.schema().object(name);
  if (!type) throw badRecord('INVALID_TYPE', `sObject type '${name}' is not supported.`);
  return type;
}

function created(tx: Transaction, item: Incoming, type: ObjectType): object {
  if (type.kind === 'event') return publishEvent(tx, type, item);
  return { id: insert(tx, type, readFields(tx.state, type, item)).Id, success: true, errors: [] };
}

function updated(tx: Transaction, item: Incoming, type: ObjectType, locks: Locks): object {
  const given = item['id'] ?? item['Id'];
  if (given === undefined) throw badRecord('MISSING_ARGUMENT', 'Id not specified in an update call');
  const id = readId(String(given));
  if (id === undefined) throw badRecord('MALFORMED_ID', `malformed id ${String(given)}`, ['Id']);
  if (!tx.state.rows.get(id)) throw badRecord('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (known(tx.state, id).type !== type) throw badRecord('MALFORMED_ID', `bad id ${id}`, ['Id']);
  locks.check(id);
  update(tx, id, readFields(tx.state, type, item));
  return { id, success: true, errors: [] };
}

/** The same external id twice in a call: the second is refused. */
function upsertAll({ tx, of, body }: Call, locks: Locks): Reply {
  const type = typeIn(tx.state, of['object']);
  const name = of['field'] ?? '';
  const field = tx.state.schema().field(type, name);
  if (!field || !(field.externalId || field.type === 'id')) throw noResource();
  const { allOrNone, records } = read(Body, body);
  checkSize(records);
  const seen = new Set<string>();
  const write = (item: Item) => {
    const { Id: _id, id: _lower, ...rest } = item;
    const incoming: Incoming = field.type === 'id' ? item : rest;
    const key = String(incoming[field.name] ?? '');
    if (key !== '' && seen.has(key)) {
      throw badRecord('DUPLICATE_VALUE', `Duplicate external id specified: ${key}`, [field.name]);
    }
    seen.add(key);
    const { id, created } = upsertBy(tx, type, name, incoming, locks);
    return { id, success: true, errors: [], created };
  };
  return ok(several(tx, allOrNone, records, write));
}

function removeAll({ tx, query }: Call, locks: Locks): Reply {
  const ids = split(query.get('ids'));
  checkCount(ids.length);
  const drop = (text: string) => {
    const id = readId(text);
    if (id === undefined) throw badRecord('MALFORMED_ID', `malformed id ${text}`, ['Id']);
    if (!tx.state.rows.get(id)) throw badRecord('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    locks.check(id);
    remove(tx, id);
    return { id, success: true, errors: [] };
  };
  return ok(several(tx, query.get('allOrNone') === 'true', ids, drop));
}

/** In the order of the ids; null for one that is not there. */
function retrieved(tx: Transaction, object: string | undefined, { ids, fields }: z.output<typeof Wanted>) {
  const type = typeIn(tx.state, object);
  checkCount(ids.length, MOST_READ);
  const known = fields.map((name) => {
    const field = tx.state.schema().field(type, name);
    if (!field) throw invalidField(name, type.name);
    return field.name;
  });
  return ids.map((text) => {
    const row = liveRow(tx.state, readId(text) ?? '');
    if (!row || tx.state.rows.typeOf(row.Id)?.name !== type.name) return null;
    const values = Object.fromEntries(known.map((name) => [name, row[name] ?? null]));
    return { attributes: attributesOf(type, row.Id), Id: row.Id, ...values };
  });
}
