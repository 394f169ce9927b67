import { answered, decideOn } from '../core/governance/mapped-write.ts';
import type { FieldTrail } from '../core/governance/field-trail.ts';
import { mayHold } from '../core/governance/pending-write.ts';
import { settled } from '../core/governance/typed-between.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import { mappedFields } from '../core/record/mapped-fields.ts';
import type { MappedField } from '../core/record/mapped-field.ts';
import { linked } from '../core/record/profiles.ts';
import type { Crm } from '../ports/crm.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { lookAt } from './mapped-values.ts';

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
    if (shown?.value === undefined || !mayAnswer(shown)) return false;
    const trail = (await w.mapped.hold([contact])).get(contact)?.[field];
    const about = { fact: shown.value, mode: shown.mode };
    await w.mapped.keep([{ contact, field, trail: answered(about, accept, trail, deps.now()) }]);
    await w.enqueue('record', [{ installation, contact }], { key: contact });
    return true;
  });
  deps.forget(installation, contact);
  return done;
}

/** A suggestion that is not written yet may be answered again. */
const ASKED: ReadonlySet<MappedField['standing']> = new Set(['suggested', 'accepted', 'declined', 'refused']);
/** In other modes a person is asked only where somebody typed while Kith wrote. */
const mayAnswer = ({ mode, standing }: MappedField) =>
  ASKED.has(standing) && (mode === 'suggest' || standing !== 'refused');

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
  if (!held || !mayHold(held)) return 'nothing to put back';
  const crm = await deps.crmOf(installation);
  const outcome = await deps.store.inside(installation, async (w) => {
    const trail = (await w.mapped.hold([contact])).get(contact)?.[field];
    const look = lookAt((await crm.look([contact], [field])).get(contact), field, deps.now());
    const decision = decideOn({ act: 'put back', why: 'undone' }, look, trail, deps.now());
    if (!decision) return 'nothing to put back';
    let until: Date | undefined;
    if (decision.write) {
      const mapped = { [field]: decision.write.value };
      const [written] = await crm.write([{ contact, fields: {}, mapped, asOf: look.asOf }]);
      if (written?.outcome === 'changed meanwhile') return 'changed since';
      if (written?.outcome !== 'written') return 'nothing to put back';
      until = written.at;
    }
    await w.mapped.keep([{ contact, field, trail: settled(decision.trail, { until }) }]);
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
