import { untilNextLook } from '../core/governance/forecast.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import { KITH_FIELDS } from '../core/record/patch.ts';
import type { Wanted } from '../core/record/patch.ts';
import type { Crm } from '../ports/crm.ts';
import type { CallBudget, Waiting } from '../ports/governance.ts';
import type { JobPayload } from '../ports/queue.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { decideAll } from './mapped-values.ts';
import type { Decided } from './mapped-values.ts';
import { writeDecided } from './write-decided.ts';
import { beginBulk } from './write-bulk.ts';
import { lookBackSoon } from './typed-between.ts';
import { intend, settleMapped } from './write-mapped.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly budget: CallBudget;
  readonly now: Now;
  /** Panels that hold this record must read it again. */
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/** So long what fills no batch waits for more, while there is more to come: which is looked at so often. */
const FILLING = { seconds: 20, lookSeconds: 1 } as const;

/**
 * Writes an installation's outbox to its CRM, a batch a transaction: a crash between the call and the commit writes
 * the same values once more, which changes nothing. Before an admin approved, nothing is made and nothing written; once
 * the day's calls are spent, the rest waits. In the middle of an import what fills no batch waits for more; what a
 * single person does is written at once, and large amounts go the CRM's own way for those, where it has one.
 */
export async function writePatches({ installation, empty }: JobPayload<'patch'>, deps: Deps): Promise<void> {
  const approved = await deps.store.inside(installation, isApproved);
  if (!approved) return;
  const crm = await deps.crmOf(installation);
  if (empty !== undefined) {
    if (await deps.budget.isSpent(installation)) return later({ installation, empty }, deps);
    await crm.write([{ contact: empty, fields: NOTHING }]);
  }
  const batch = crm.batches.write;
  for (let prepared = false, taken = batch; taken === batch; prepared = true) {
    if (await deps.budget.isSpent(installation)) return later({ installation }, deps);
    if (!prepared) {
      await crm.prepare();
      await removeOrphans(installation, crm, deps);
      await beginBulk(installation, crm, deps);
    }
    const some = await deps.store.inside(installation, (w) => writeBatch(w, crm, deps.now()));
    if (some.decided) await deps.store.inside(installation, (w) => writeIntended(w, crm, some, deps.now()));
    for (const { contact } of some.waiting) deps.forget(installation, contact);
    taken = some.waiting.length;
  }
}

const isApproved = async (w: Workspace) => (await w.governance.read()).approval !== undefined;

function later(job: JobPayload<'patch'>, { store, now }: Deps): Promise<void> {
  const afterSeconds = untilNextLook(now());
  return store.inside(job.installation, (w) =>
    // Under a key of its own, so that it keeps no work of today from being tried.
    w.enqueue('patch', [job], { key: `tomorrow ${job.empty ?? ''}`.trim(), afterSeconds }),
  );
}

interface Batch {
  readonly waiting: readonly Waiting[];
  /** What is to be written into mapped fields. */
  readonly decided?: readonly Decided[];
}
const EMPTY: Batch = { waiting: [] };

/** Writes a batch, unless there is something for mapped fields in it: that is decided, kept, and written in a transaction after this. */
async function writeBatch(w: Workspace, crm: Crm, now: Date): Promise<Batch> {
  if (!(await isApproved(w))) return EMPTY;
  const waiting = await w.outbox.take(crm.batches.write);
  // What somebody else holds at this moment is passed over, and may be held for no more than a look.
  if (waiting.length < crm.batches.write && (await w.outbox.count()) > waiting.length) await lookAgain(w);
  if (waiting.length === 0) return EMPTY;
  if (await isFilling(w, crm)) {
    await lookAgain(w);
    return EMPTY;
  }
  const decided = await decideAll(w, crm, waiting, now);
  if (await intend(w, decided)) return { waiting, decided };
  await writeTaken(w, crm, { waiting, decided }, now);
  return { waiting };
}

function lookAgain(w: Workspace): Promise<void> {
  const { installation } = w;
  return w.enqueue('patch', [{ installation }], { key: installation, afterSeconds: FILLING.lookSeconds });
}

/** What was decided is written as far as the same is still wanted; the rest waits for its own turn. */
async function writeIntended(w: Workspace, crm: Crm, { waiting, decided = [] }: Batch, now: Date) {
  const wanted = new Set(waiting.map((one) => JSON.stringify(one)));
  const still = (await w.outbox.take(crm.batches.write)).filter((one) => wanted.has(JSON.stringify(one)));
  if (still.length < waiting.length) await lookAgain(w);
  const contacts = new Set(still.map(({ contact }) => contact));
  const own = decided.filter(({ contact }) => contacts.has(contact));
  await writeTaken(w, crm, { waiting: still, decided: own }, now);
}

/** Whether more is on its way to what is worth a call, or a large write where there is one, and nothing has waited for long. */
async function isFilling(w: Workspace, { bulk, batches }: Crm): Promise<boolean> {
  if ((await w.outbox.count()) >= (bulk?.from ?? batches.write)) return false;
  return (await w.outbox.moreIsComing()) && !(await w.outbox.hasWaited(FILLING.seconds));
}

async function writeTaken(
  w: Workspace,
  crm: Crm,
  { waiting, decided = [] }: Batch,
  now: Date,
): Promise<void> {
  if (waiting.length === 0) return;
  const missing = new Set<string>();
  const { outcomes, refused: taken } = await writeDecided(crm, waiting, decided, missing);
  const refused = (one: Decided) => taken.has(one.contact) || missing.has(one.field);
  await settleMapped(w, decided, { outcomes, refused }, now);
  await w.outbox.settle(waiting, outcomes);
  await lookBackSoon(w, crm, decided);
  const { installation } = w;
  // Somebody changed the contact between the look and the write: it is looked at again.
  if (outcomes.some(({ outcome }) => outcome === 'changed meanwhile'))
    await w.enqueue('patch', [{ installation }], { key: installation });
}

/** Rows of contacts that are gone, a batch a transaction. */
async function removeOrphans(installation: InstallationId, crm: Crm, { store }: Deps): Promise<void> {
  if (!crm.removeRows) return;
  for (let taken = crm.batches.write; taken === crm.batches.write;) {
    taken = await store.inside(installation, async (w) => {
      const orphans = await w.rows.orphans(crm.batches.write);
      if (orphans.length > 0) await crm.removeRows?.(orphans);
      await w.rows.removed(orphans);
      return orphans.length;
    });
  }
}

const NOTHING = Object.fromEntries(Object.keys(KITH_FIELDS).map((name) => [name, null])) as Wanted;

/**
 * A person who is erased here may stay in the CRM as a contact: what Kith wrote into its own fields there goes. To be
 * called before they are erased, when it is still known whether it wrote anything.
 */
export async function emptyTheirFields(w: Workspace, contact: ContactId): Promise<void> {
  if (Object.keys(await w.outbox.written(contact)).length === 0) return;
  await w.enqueue('patch', [{ installation: w.installation, empty: contact }], { key: `empty ${contact}` });
}

/** What the CRM keeps of contacts that are gone is taken away there too. */
export async function removeTheirRows(w: Workspace): Promise<void> {
  const { installation } = w;
  if ((await w.rows.orphans(1)).length > 0)
    await w.enqueue('patch', [{ installation }], { key: installation });
}
