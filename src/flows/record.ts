import { crmOf } from '../core/ids.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import { wishesBack, wishesOf } from '../core/record/mapped-fields.ts';
import { difference } from '../core/record/patch.ts';
import { rowsOf } from '../core/record/rows.ts';
import { linked } from '../core/record/profiles.ts';
import { viewOf } from '../core/record/view.ts';
import { wantedOf } from '../core/record/wanted.ts';
import type { Now } from '../ports/runtime.ts';
import type { CrmConnector } from '../ports/crm.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { deriveSignals } from './announce.ts';
import { wishesOfRules } from './rules/carry-out.ts';
import { meetRules } from './rules/meet-rules.ts';

interface Deps {
  readonly store: Store;
  readonly crms: ReadonlyMap<string, CrmConnector>;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Now;
  /** Panels that hold this record must read it again. */
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/** Patches of a burst settle for so long, so that one batch carries them. */
const SETTLE_SECONDS = 1;

/** Derives a contact's record and puts what the CRM does not yet show into the outbox. */
export async function deriveRecord(
  installation: InstallationId,
  contact: ContactId,
  deps: Deps,
): Promise<void> {
  const crm = deps.crms.get(crmOf(installation));
  await deps.store.inside(installation, async (w) => {
    const facts = await w.record.rows(contact);
    if (!facts) return;
    const view = viewOf(facts, { titles: deps.titles, now: deps.now() });
    await deriveSignals(w, contact, view.signals, deps.now());
    await meetRules(w, contact, deps.now());
    const wanted = wantedOf(view);
    const patch = difference(contact, wanted, await w.outbox.written(contact));
    const ofFacts = facts.mapped ? wishesOf(facts.mapped, linked(facts)) : {};
    const { ofRules, back } = await wishesBesides(w, contact);
    const wishes = { ...ofRules, ...ofFacts, ...back };
    const rows = crm?.keepsRows ? await w.rows.changes(contact, rowsOf(view)) : undefined;
    const asks = patch !== undefined || rows !== undefined || Object.keys(wishes).length > 0;
    const waiting = { contact, fields: patch?.fields ?? {}, wishes, ...(rows && { rows }) };
    await w.outbox.want(contact, asks ? waiting : undefined);
    const soon = { key: installation, afterSeconds: SETTLE_SECONDS };
    if (asks) await w.enqueue('patch', [{ installation }], soon);
    if (crm?.listen && view.signals.length > 0) await w.enqueue('notify', [{ installation }], soon);
  });
  deps.forget(installation, contact);
}

/** What rules ask of the contact's fields now, and what has to be given back in any. */
async function wishesBesides(w: Workspace, contact: ContactId) {
  const [ofRules, trails] = await Promise.all([wishesOfRules(w, contact), w.mapped.trails([contact])]);
  return { ofRules, back: wishesBack(trails.get(contact) ?? {}) };
}

/** Contacts whose records are derived again in one go. */
const PAGE = 200;

/** Sets out to derive all records again, a page after the other: an interruption goes on where it was. */
export async function deriveAllRecords(
  installation: InstallationId,
  after: ContactId | undefined,
  { store }: Pick<Deps, 'store'>,
): Promise<void> {
  await store.inside(installation, async (w) => {
    const page = await w.contacts.list({ limit: PAGE, ...(after !== undefined && { after }) });
    for (const { contact } of page) {
      await w.enqueue('record', [{ installation, contact: contact.id }], { key: contact.id });
    }
    const next = page.length === PAGE ? page.at(-1)?.contact.id : undefined;
    if (next !== undefined) await w.enqueue('records', [{ installation, after: next }]);
  });
}
