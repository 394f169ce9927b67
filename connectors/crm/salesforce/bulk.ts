import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import type { PatchOutcome } from '../../../src/ports/patch-outcome.ts';
import type { Bulk } from '../../../src/ports/crm-traffic.ts';
import { csvOf } from './bulk-csv.ts';
import { readResults, startJob, stateOf } from './bulk-jobs.ts';
import type { Results } from './bulk-jobs.ts';
import { groundOf } from './ground.ts';
import { ROW_KEY, named } from './names.ts';
import type { Org } from './org.ts';
import { fieldsPiece, rowPieces } from './pieces.ts';
import type { Ground, Piece } from './pieces.ts';
import { removeRows } from './rows.ts';
import { outcomeOf } from './verdicts.ts';
import { onePerContact } from './write.ts';

/** From here on jobs need fewer calls than collections of 200, and a job's wait is worth it. */
const FROM = 2_000;
const MOST = 5_000;

/** Posts look profiles up, so those are complete before. */
const STAGES = ['fields', 'profiles', 'posts'] as const;
type Stage = (typeof STAGES)[number];

/** What a caller keeps: the stage that is under way, its jobs, and all jobs so far. */
const Name = z.object({ stage: z.enum(STAGES), open: z.array(z.string()), all: z.array(z.string()) });
type Name = z.output<typeof Name>;

/**
 * Bulk API 2.0. A job is never deleted: that would not undo it, and one that takes long is no failure. Beginning the same
 * patches again updates and upserts the same values again.
 */
export function openBulk(org: Org): Bulk {
  return {
    from: FROM,
    most: MOST,
    begin: async (patches) => {
      const wanted = await piecesOf(org, patches);
      return JSON.stringify(
        (await startNext(org, wanted, { all: [] })) ?? { stage: 'posts', open: [], all: [] },
      );
    },
    ask: async (job, patches) => {
      const name = Name.parse(JSON.parse(job));
      const states = await Promise.all(name.open.map((id) => stateOf(org.session, id)));
      if (states.includes('going')) return { going: job };
      if (states.includes('misread')) throw misread(org);
      const wanted = await piecesOf(org, patches);
      const next = await startNext(org, wanted, name);
      if (next !== undefined) return { going: JSON.stringify(next) };
      return { outcomes: await outcomes(org, patches, wanted, name) };
    },
  };
}

type Wanted = Readonly<Record<Stage, readonly Piece[]>> & { readonly prefix: Ground['prefix'] };

async function piecesOf(org: Org, patches: readonly Patch[]): Promise<Wanted> {
  const merged = [...onePerContact(patches).values()];
  const ground = await groundOf(org, merged);
  return {
    prefix: ground.prefix,
    fields: merged.flatMap((patch) => fieldsPiece(patch, ground) ?? []),
    profiles: merged.flatMap((patch) => rowPieces(patch, 'profile', ground.prefix)),
    posts: merged.flatMap((patch) => rowPieces(patch, 'post', ground.prefix)),
  };
}

/** Begins the next stage that has something to do. */
async function startNext(
  org: Org,
  wanted: Wanted,
  { stage, all }: Partial<Name> & Pick<Name, 'all'>,
): Promise<Name | undefined> {
  const left = STAGES.slice(stage === undefined ? 0 : STAGES.indexOf(stage) + 1);
  const next = left.find((one) => wanted[one].length > 0);
  if (next === undefined) return undefined;
  const open: string[] = [];
  for (const [object, pieces] of Map.groupBy(wanted[next], (piece) => piece.object)) {
    const how =
      next === 'fields'
        ? ({ object, operation: 'update', key: 'Id' } as const)
        : ({ object, operation: 'upsert', key: named(wanted.prefix, ROW_KEY.name) } as const);
    for (const csv of csvOf(pieces, how.key)) open.push(await startJob(org.session, how, csv));
  }
  return { stage: next, open, all: [...all, ...open] };
}

/** Of patches that a job did not work on, or that passing trouble kept from being written, nothing is said: they come again. */
async function outcomes(
  org: Org,
  patches: readonly Patch[],
  wanted: Wanted,
  { all }: Name,
): Promise<readonly PatchOutcome[]> {
  const keys = [named(wanted.prefix, ROW_KEY.name), 'Id', 'sf__Id'];
  const results: Results = { done: new Set(), failed: new Map() };
  for (const id of all) {
    const { done, failed } = await readResults(org.session, id, keys);
    for (const key of done) results.done.add(key);
    for (const [key, trouble] of failed) results.failed.set(key, trouble);
  }
  const pieces = Map.groupBy(
    STAGES.flatMap((stage) => wanted[stage]),
    (piece) => piece.contact,
  );
  const merged = onePerContact(patches);
  const of = new Map(
    [...merged.keys()].map((contact) => [contact, verdict(contact, pieces.get(contact) ?? [], results)]),
  );
  const gone = [...merged.values()]
    .filter(({ contact }) => of.get(contact)?.outcome === 'written')
    .flatMap(({ rows }) => rows?.gone ?? []);
  if (gone.length > 0) await removeRows(org, gone);
  return patches.flatMap(({ contact }) =>
    merged.has(contact) ? (of.get(contact) ?? []) : { contact, outcome: 'contact gone' as const },
  );
}

function verdict(
  contact: ContactId,
  pieces: readonly Piece[],
  { done, failed }: Results,
): PatchOutcome | undefined {
  for (const piece of pieces) {
    const trouble = failed.get(piece.key);
    if (trouble === undefined) continue;
    const astray = piece.lookUp !== undefined && trouble.code === 'INVALID_FIELD';
    return astray || PASSING.has(trouble.code) ? undefined : outcomeOf(contact, trouble);
  }
  return pieces.every(({ key }) => done.has(key)) ? outcomeOf(contact, undefined) : undefined;
}

const PASSING: ReadonlySet<string> = new Set([
  'UNABLE_TO_LOCK_ROW',
  'UNKNOWN',
  'UNKNOWN_EXCEPTION',
  'SERVER_UNAVAILABLE',
]);

function misread(org: Org): Failure {
  org.forget();
  return new Failure(
    'rejected',
    'Salesforce could not read what Kith handed over: a field of Kith’s, or one that an admin mapped, is no longer there',
  );
}
