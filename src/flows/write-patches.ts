import { BATCH, untilTomorrow } from '../core/governance/forecast.ts';
import { Failure } from '../core/failure.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Patch } from '../core/record/patch.ts';
import type { Crm, PatchOutcome } from '../ports/crm.ts';
import type { CallBudget, Waiting } from '../ports/governance.ts';
import type { JobPayload } from '../ports/queue.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { decideAll, mappedOf, trailsAfter } from './mapped-values.ts';
import type { Decided } from './mapped-values.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly budget: CallBudget;
  readonly now: Now;
  /** Panels that hold this record must read it again. */
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/** So long what fills no batch waits for more, while there is more to come. */
const FILLING_SECONDS = 20;

/**
 * Writes an installation's outbox to its CRM, a batch a transaction: a crash between the call and the commit writes
 * the same values once more, which changes nothing. Before an admin approved, nothing is made and nothing written; once
 * the day's calls are spent, the rest waits for the next day. In the middle of an import what fills no batch waits for
 * more; what a single person does is written at once.
 */
export async function writePatches(
  { installation, waited = false }: JobPayload<'patch'>,
  deps: Deps,
): Promise<void> {
  const approved = await deps.store.inside(installation, isApproved);
  if (!approved) return;
  const crm = await deps.crmOf(installation);
  for (let prepared = false, taken = BATCH; taken === BATCH; prepared = true) {
    if (await deps.budget.isSpent(installation)) return tomorrow(installation, deps);
    if (!prepared) await crm.prepare();
    const written = await deps.store.inside(installation, (w) => writeBatch(w, crm, waited, deps.now()));
    for (const contact of written) deps.forget(installation, contact);
    taken = written.length;
  }
}

const isApproved = async (w: Workspace) => (await w.governance.read()).approval !== undefined;

function tomorrow(installation: InstallationId, { store, now }: Deps): Promise<void> {
  const afterSeconds = untilTomorrow(now());
  return store.inside(installation, (w) =>
    // Under a key of its own, so that it keeps no work of today from being tried.
    w.enqueue('patch', [{ installation }], { key: 'tomorrow', afterSeconds }),
  );
}

/** @returns the contacts whose patches were dealt with. */
async function writeBatch(w: Workspace, crm: Crm, waited: boolean, now: Date): Promise<readonly ContactId[]> {
  if (!(await isApproved(w))) return [];
  const waiting = await w.outbox.take(BATCH);
  if (waiting.length === 0) return [];
  if (waiting.length < BATCH && !waited && (await w.outbox.moreIsComing())) {
    const { installation } = w;
    const later = { key: `${installation} waited`, afterSeconds: FILLING_SECONDS };
    await w.enqueue('patch', [{ installation, waited: true }], later);
    return [];
  }
  const decided = await decideAll(w, crm, waiting, now);
  const missing = new Set<string>();
  const { outcomes, refused } = await write(crm, waiting, decided, missing);
  const gone = new Set(outcomes.filter((one) => one.outcome === 'contact gone').map((one) => one.contact));
  const isRefused = (one: Decided) => refused.has(one.contact) || missing.has(one.field);
  await w.mapped.keep(trailsAfter(decided, isRefused, now).filter(({ contact }) => !gone.has(contact)));
  await w.outbox.settle(waiting, outcomes);
  return waiting.map(({ contact }) => contact);
}

interface Written {
  readonly outcomes: readonly PatchOutcome[];
  /** Contacts of which only Kith's own fields were taken. */
  readonly refused: ReadonlySet<ContactId>;
}

/**
 * One call for all. Where the CRM does not take what a mapped field should hold, Kith's own fields of that contact are
 * sent once more without it. @param missing filled with mapped fields that the CRM no longer has.
 */
async function write(
  crm: Crm,
  waiting: readonly Waiting[],
  decided: readonly Decided[],
  missing: Set<string>,
): Promise<Written> {
  const patches = patchesOf(waiting, decided, missing);
  const outcomes = await crm.write(patches.filter(saysSomething)).catch(async (error: unknown) => {
    if (!(error instanceof Failure) || error.kind !== 'rejected' || missing.size > 0) throw error;
    const lost = await lostFields(crm, decided);
    if (lost.length === 0) throw error;
    for (const field of lost) missing.add(field);
    return crm.write(patchesOf(waiting, decided, missing).filter(saysSomething));
  });
  const nothing = patches.filter((patch) => !saysSomething(patch)).map(done);
  const refused = new Set(
    outcomes
      .filter((one) => one.outcome === 'refused' && mappedOf(one.contact, decided) !== undefined)
      .map((one) => one.contact),
  );
  const own = patches
    .filter(({ contact }) => refused.has(contact))
    .map(({ contact, fields }) => ({ contact, fields }));
  const again = await crm.write(own.filter(saysSomething));
  const settled = [...again, ...own.filter((patch) => !saysSomething(patch)).map(done)];
  return {
    outcomes: [...outcomes.filter((one) => !refused.has(one.contact)), ...settled, ...nothing],
    refused,
  };
}

function patchesOf(
  waiting: readonly Waiting[],
  decided: readonly Decided[],
  missing: ReadonlySet<string>,
): readonly Patch[] {
  const there = decided.filter(({ field }) => !missing.has(field));
  return waiting.map(({ contact, fields }) => {
    const mapped = mappedOf(contact, there);
    return { contact, fields, ...(mapped && { mapped }) };
  });
}

const saysSomething = ({ fields, mapped }: Patch) => mapped !== undefined || Object.keys(fields).length > 0;
const done = ({ contact }: Patch): PatchOutcome => ({ contact, outcome: 'written' });

/** Mapped fields that somebody took away in the CRM since they were mapped. */
async function lostFields(crm: Crm, decided: readonly Decided[]): Promise<readonly string[]> {
  const mapped = new Set(decided.flatMap(({ field, decision }) => (decision.write ? [field] : [])));
  if (mapped.size === 0) return [];
  const there = new Set((await crm.fields()).filter(({ writable }) => writable).map(({ name }) => name));
  return [...mapped].filter((field) => !there.has(field));
}
