import { answered, decideOn } from '../core/governance/mapped-write.ts';
import type { FieldTrail } from '../core/governance/field-trail.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import { mappedFields } from '../core/record/mapped-fields.ts';
import type { MappedField } from '../core/record/mapped-field.ts';
import { linked } from '../core/record/profiles.ts';
import type { Crm } from '../ports/crm.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Now;
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/**
 * A person accepts or declines what Kith suggests for a mapped field. Saying the same twice changes nothing.
 * @returns false when nothing is suggested there.
 */
export async function answerSuggestion(
  installation: InstallationId,
  {
    contact,
    field,
    accept,
  }: { readonly contact: ContactId; readonly field: string; readonly accept: boolean },
  deps: Deps,
): Promise<boolean> {
  const done = await deps.store.inside(installation, async (w) => {
    const shown = await fieldOf(w, contact, field, deps);
    if (shown?.mode !== 'suggest' || shown.value === undefined || !ASKED.has(shown.standing)) return false;
    const trail = (await w.mapped.trails([contact])).get(contact)?.[field];
    await w.mapped.keep([{ contact, field, trail: answered(shown.value, accept, trail, deps.now()) }]);
    await w.enqueue('record', [{ installation, contact }], { key: contact });
    return true;
  });
  deps.forget(installation, contact);
  return done;
}

/** A suggestion that is not written yet may be answered again. */
const ASKED: ReadonlySet<MappedField['standing']> = new Set(['suggested', 'accepted', 'declined', 'refused']);

/**
 * A person takes back what Kith wrote into a mapped field: what was there before is there again, unless somebody
 * changed it since.
 * @returns what became of it; `nothing to put back` where Kith wrote nothing.
 * @throws Failure when the CRM does not answer: nothing has changed then.
 */
export async function putBack(
  installation: InstallationId,
  { contact, field }: { readonly contact: ContactId; readonly field: string },
  deps: Deps,
): Promise<'put back' | 'changed since' | 'nothing to put back'> {
  const held = await deps.store.inside(installation, (w) => trailOf(w, contact, field));
  if (!held || held.wrote === null) return 'nothing to put back';
  const crm = await deps.crmOf(installation);
  const outcome = await deps.store.inside(installation, async (w) => {
    await w.contacts.hold(contact);
    const trail = await trailOf(w, contact, field);
    const current = (await crm.values([contact], [field])).get(contact)?.[field];
    const decision = decideOn({ act: 'put back', why: 'undone' }, current, trail, deps.now());
    if (!decision) return 'nothing to put back';
    if (decision.write) {
      const [written] = await crm.write([{ contact, fields: {}, mapped: { [field]: decision.write.value } }]);
      if (written?.outcome !== 'written') return 'nothing to put back';
    }
    await w.mapped.keep([{ contact, field, trail: decision.trail }]);
    return decision.write ? 'put back' : 'changed since';
  });
  deps.forget(installation, contact);
  return outcome;
}

async function trailOf(w: Workspace, contact: ContactId, field: string): Promise<FieldTrail | undefined> {
  return (await w.mapped.trails([contact])).get(contact)?.[field];
}

async function fieldOf(
  w: Workspace,
  contact: ContactId,
  field: string,
  { titles }: Pick<Deps, 'titles'>,
): Promise<MappedField | undefined> {
  const facts = await w.record.rows(contact);
  if (!facts?.mapped) return undefined;
  return mappedFields(facts.mapped, linked(facts), { titles }).find((one) => one.field === field);
}
