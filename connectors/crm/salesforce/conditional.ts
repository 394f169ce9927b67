import type { CrmSession } from '../../../src/ports/crm.ts';
import { NOTHING_SAID } from './collections.ts';
import type { Saved } from './collections.ts';
import type { Piece } from './pieces.ts';
import { ask } from './talk.ts';

const CHANGED = 412;

/**
 * Updates one record, unless somebody changed it after this moment: `If-Unmodified-Since`, which only a record asked for
 * alone knows; collections and Bulk do not. It knows seconds, so whoever types in the second of the look is not seen.
 * Source: Salesforce REST API, "Conditional Request Headers".
 */
export async function updateUnchanged(
  session: CrmSession,
  piece: Piece,
  asOf: Date,
): Promise<Saved | 'changed meanwhile'> {
  const reply = await ask(session, {
    ...{ method: 'PATCH', path: `/sobjects/${piece.object}/${piece.key}`, body: piece.values },
    headers: { 'if-unmodified-since': asOf.toUTCString() },
  });
  if (reply.status === CHANGED) return 'changed meanwhile';
  return reply.status < 300 ? { piece } : { piece, trouble: reply.troubles[0] ?? NOTHING_SAID };
}
