import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import type { PatchOutcome } from '../../../src/ports/patch-outcome.ts';
import { COLLECTION, update, upsert } from './collections.ts';
import type { Saved } from './collections.ts';
import { updateUnchanged } from './conditional.ts';
import { groundOf } from './ground.ts';
import { personOf } from './ids.ts';
import { ROW_KEY, named } from './names.ts';
import type { Org } from './org.ts';
import { fieldsPiece, rowPieces } from './pieces.ts';
import type { Ground, Piece } from './pieces.ts';
import type { Trouble } from './refusals.ts';
import { removeRows } from './rows.ts';
import { outcomeOf, saysNotInstalled } from './verdicts.ts';

/**
 * Writes patches in batches of 200 contacts: their fields, then profiles, then the posts that look those up, then what
 * goes. A call for each 200 records of a step that has any. A contact is written when all of its parts are.
 * @throws Failure `rejected` where the org has no package of Kith, or no longer
 */
export async function writePatches(org: Org, patches: readonly Patch[]): Promise<readonly PatchOutcome[]> {
  if (patches.length === 0) return [];
  const wanted = [...onePerContact(patches).values()];
  const of = new Map<ContactId, PatchOutcome>();
  for (let i = 0; i < wanted.length; i += COLLECTION) {
    for (const outcome of await writeBatch(org, wanted.slice(i, i + COLLECTION)))
      of.set(outcome.contact, outcome);
  }
  return patches.map(({ contact }) => of.get(contact) ?? { contact, outcome: 'contact gone' });
}

/** A contact's patches laid on top of each other; whoever never was a contact or a lead is left out. */
export function onePerContact(patches: readonly Patch[]): ReadonlyMap<ContactId, Patch> {
  const merged = new Map<ContactId, Patch>();
  for (const patch of patches.filter(({ contact }) => personOf(contact) !== undefined)) {
    const before = merged.get(patch.contact);
    merged.set(patch.contact, before === undefined ? patch : laid(before, patch));
  }
  return merged;
}

function laid(before: Patch, after: Patch): Patch {
  const put = new Map([...(before.rows?.put ?? []), ...(after.rows?.put ?? [])].map((row) => [row.key, row]));
  const gone = new Map(
    [...(before.rows?.gone ?? []), ...(after.rows?.gone ?? [])].map((ref) => [ref.key, ref]),
  );
  // What the later one says of a row holds.
  for (const { key } of after.rows?.put ?? []) gone.delete(key);
  for (const { key } of after.rows?.gone ?? []) put.delete(key);
  return {
    ...after,
    fields: { ...before.fields, ...after.fields },
    mapped: { ...before.mapped, ...after.mapped },
    rows: { put: [...put.values()], gone: [...gone.values()] },
  };
}

async function writeBatch(org: Org, patches: readonly Patch[]): Promise<readonly PatchOutcome[]> {
  const ground = await groundOf(org, patches);
  const troubles = new Map<ContactId, Trouble>();
  const note = (saved: readonly Saved[]) => {
    for (const { piece, trouble } of saved) {
      if (trouble === undefined || troubles.has(piece.contact)) continue;
      if (saysNotInstalled(trouble, piece)) throw notInstalled(trouble);
      troubles.set(piece.contact, trouble);
    }
  };
  const living = () => patches.filter(({ contact }) => !troubles.has(contact));
  const saved = await updateFields(org, patches, ground);
  if (saved === 'changed meanwhile') return patches.map(({ contact }) => ({ contact, outcome: saved }));
  note(saved);
  for (const kind of ['profile', 'post'] as const) {
    note(
      await upsertRows(
        org,
        living().flatMap((patch) => rowPieces(patch, kind, ground.prefix)),
        ground,
      ),
    );
  }
  const gone = living().flatMap(({ rows }) => rows?.gone ?? []);
  if (gone.length > 0) await removeRows(org, gone);
  return patches.map(({ contact }) => outcomeOf(contact, troubles.get(contact)));
}

/** A single contact for whom a mapped field was decided is not written over whatever somebody did since; it costs the same call. */
async function updateFields(
  { session }: Org,
  patches: readonly Patch[],
  ground: Ground,
): Promise<readonly Saved[] | 'changed meanwhile'> {
  const pieces = patches.flatMap((patch) => fieldsPiece(patch, ground) ?? []);
  const [[patch], [piece]] = [patches, pieces];
  const isPerson = piece?.object === 'Contact' || piece?.object === 'Lead';
  if (patches.length > 1 || !isPerson || patch?.asOf === undefined) return update(session, pieces);
  const saved = await updateUnchanged(session, piece, patch.asOf);
  return saved === 'changed meanwhile' ? saved : [saved];
}

/**
 * A post whose profile is no longer there is written without it: somebody may have deleted it by hand, and the look-up by
 * its external id then refuses the whole post.
 */
async function upsertRows(org: Org, pieces: readonly Piece[], { prefix }: Ground): Promise<readonly Saved[]> {
  const externalId = named(prefix, ROW_KEY.name);
  const saved = await upsert(org.session, pieces, externalId);
  const astray = saved.filter(({ piece, trouble }) => piece.lookUp && trouble?.code === 'INVALID_FIELD');
  if (astray.length === 0) return saved;
  const alone = astray.map(({ piece: { lookUp: _astray, ...piece } }) => piece);
  const again = await upsert(org.session, alone, externalId);
  return [...saved.filter((one) => !astray.includes(one)), ...again];
}

function notInstalled({ code }: Trouble): Failure {
  return new Failure(
    'rejected',
    `Salesforce no longer knows Kith's fields, or the connecting user may not write them (${code}): give that user ` +
      'the permission set Kith Integration, or install the package with `kith salesforce install`',
  );
}
