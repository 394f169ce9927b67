import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { Piece } from './pieces.ts';
import type { Trouble } from './refusals.ts';
import { ask } from './talk.ts';
import type { Reply, Request } from './talk.ts';
import { SavedRecord, read } from './wire.ts';

/** Salesforce's largest collection. */
export const COLLECTION = 200;
/** Records of one parent that are written at once lock it for each other; so often the losers are sent again. */
const ATTEMPTS = 3;
const LOCKED = 'UNABLE_TO_LOCK_ROW';

/** What became of one piece: nothing to say where it was written. */
export interface Saved {
  readonly piece: Piece;
  readonly id?: string;
  readonly trouble?: Trouble;
}

/** Updates records by their ids; different objects may stand in one call. */
export function update(session: CrmSession, pieces: readonly Piece[]): Promise<readonly Saved[]> {
  const sorted = pieces.toSorted((a, b) => a.object.localeCompare(b.object));
  return persist(session, sorted, (batch) =>
    call('PATCH', '', batch, (piece) => ({ id: piece.key, ...piece.values })),
  );
}

/** Inserts records, each on its own feet. */
export function insert(session: CrmSession, pieces: readonly Piece[]): Promise<readonly Saved[]> {
  return persist(session, pieces, (batch) => call('POST', '', batch, (piece) => ({ ...piece.values })));
}

/** Inserts or updates records of one object by their external id. */
export function upsert(
  session: CrmSession,
  pieces: readonly Piece[],
  externalId: string,
): Promise<readonly Saved[]> {
  const object = pieces[0]?.object ?? '';
  return persist(session, pieces, (batch) =>
    call('PATCH', `/${object}/${externalId}`, batch, ({ key, values, lookUp }) => ({
      [externalId]: key,
      ...values,
      ...(lookUp && { [lookUp.relation]: { [lookUp.field]: lookUp.key } }),
    })),
  );
}

/** Deletes records by their ids; one that is gone already is no trouble. */
export async function remove(session: CrmSession, ids: readonly string[]): Promise<readonly Trouble[]> {
  const troubles: Trouble[] = [];
  for (let i = 0; i < ids.length; i += COLLECTION) {
    const path = `/composite/sobjects?ids=${ids.slice(i, i + COLLECTION).join(',')}&allOrNone=false`;
    const saved = savedIn(await ask(session, { method: 'DELETE', path }));
    if ('refused' in saved) troubles.push(saved.refused);
    else
      troubles.push(...saved.flatMap(({ success, errors }) => (success ? [] : (errors[0] ?? NOTHING_SAID))));
  }
  return troubles.filter(({ code }) => !DELETED.has(code));
}

const DELETED: ReadonlySet<string> = new Set([
  'ENTITY_IS_DELETED',
  'INVALID_CROSS_REFERENCE_KEY',
  'NOT_FOUND',
]);
export const NOTHING_SAID: Trouble = { code: 'UNKNOWN', fields: [], about: [] };

function call(
  method: Request['method'],
  path: string,
  batch: readonly Piece[],
  recordOf: (piece: Piece) => object,
): Request {
  const records = batch.map((piece) => ({ attributes: { type: piece.object }, ...recordOf(piece) }));
  return { method, path: `/composite/sobjects${path}`, body: { allOrNone: false, records } };
}

async function persist(
  session: CrmSession,
  pieces: readonly Piece[],
  request: (batch: readonly Piece[]) => Request,
): Promise<readonly Saved[]> {
  const saved: Saved[] = [];
  for (let left = pieces, attempt = 1; left.length > 0; attempt += 1) {
    const round = await inCollections(session, left, request);
    const locked = round.filter(({ trouble }) => trouble?.code === LOCKED);
    if (locked.length > 0 && attempt === ATTEMPTS) {
      throw new Failure('unavailable', `Salesforce could not write all records (${LOCKED})`);
    }
    saved.push(...round.filter((one) => !locked.includes(one)));
    // Those of one parent side by side: they then wait for each other in one transaction, not across several.
    left = locked.map(({ piece }) => piece).toSorted((a, b) => a.contact.localeCompare(b.contact));
  }
  return saved;
}

async function inCollections(
  session: CrmSession,
  pieces: readonly Piece[],
  request: (batch: readonly Piece[]) => Request,
): Promise<readonly Saved[]> {
  const saved: Saved[] = [];
  for (let i = 0; i < pieces.length; i += COLLECTION) {
    saved.push(...(await save(session, pieces.slice(i, i + COLLECTION), request)));
  }
  return saved;
}

/**
 * A collection that is refused as a whole is halved, until the record at fault stands alone; not where the refusal names
 * a field that all of them carry.
 */
async function save(
  session: CrmSession,
  batch: readonly Piece[],
  request: (batch: readonly Piece[]) => Request,
): Promise<readonly Saved[]> {
  const saved = savedIn(await ask(session, request(batch)));
  if (!('refused' in saved)) return batch.map((piece, i) => ({ piece, ...resultOf(saved[i]) }));
  const trouble = saved.refused;
  const everywhere = [...trouble.fields, ...trouble.about].some((name) =>
    batch.every(({ values }) => Object.hasOwn(values, name)),
  );
  if (batch.length === 1 || everywhere) return batch.map((piece) => ({ piece, trouble }));
  const half = Math.ceil(batch.length / 2);
  return [
    ...(await save(session, batch.slice(0, half), request)),
    ...(await save(session, batch.slice(half), request)),
  ];
}

function savedIn(reply: Reply): readonly SavedRecord[] | { readonly refused: Trouble } {
  if (reply.status >= 300) return { refused: reply.troubles[0] ?? NOTHING_SAID };
  return read(z.array(SavedRecord), 'what it wrote', reply.body);
}

function resultOf(saved: SavedRecord | undefined): Omit<Saved, 'piece'> {
  if (saved?.success) return saved.id ? { id: saved.id } : {};
  return { trouble: saved?.errors[0] ?? NOTHING_SAID };
}
