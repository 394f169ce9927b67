import { TOLD_DAYS, betweenSays } from '../core/governance/between-says.ts';
import { mappingTroubles, sameMappings } from '../core/governance/check-mappings.ts';
import type { MappingTrouble } from '../core/governance/check-mappings.ts';
import { monthOf } from '../core/governance/budget.ts';
import type { Charging, Spent } from '../core/governance/budget.ts';
import { moneyOf } from '../core/governance/money.ts';
import type { Money } from '../core/governance/money.ts';
import { forecastOf } from '../core/governance/forecast.ts';
import type { Forecast } from '../core/governance/forecast.ts';
import type { Settings } from '../core/governance/settings.ts';
import { Failure, POLICY } from '../core/failure.ts';
import type { InstallationId, NetworkId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Withheld } from '../ports/crm-deals.ts';
import type { CrmField, Planned } from '../ports/crm-items.ts';
import type { CallBudget, FoundSoFar, Governance, Health } from '../ports/governance.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Now, Pause } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { preview } from './preview.ts';
import { standingOf } from './standing.ts';
import { settleSubscriptions } from './subscriptions.ts';
import type { Foreseen } from './preview.ts';

/** A network that Kith can ask, or why it does not. */
export interface OfferedNetwork {
  readonly id: string;
  readonly title: string;
  readonly why?: string;
  /** What its terms hold us to. */
  readonly terms?: { readonly rules: readonly string[]; readonly clause: string; readonly source: string };
  /** Of one that charges. */
  readonly charging?: Charging;
}

export interface SettingsDeps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly budget: CallBudget;
  readonly now: Now;
  readonly pause: Pause;
  readonly offered: readonly OfferedNetwork[];
  /** Absent where none was set up. */
  readonly model?: Pick<LanguageModel, 'name' | 'host'> | undefined;
}

/** All that an admin looks at before deciding. */
export interface Overview extends Governance {
  readonly networks: readonly (OfferedNetwork & { readonly money?: Money })[];
  readonly fields: readonly CrmField[];
  readonly planned: readonly Planned[];
  readonly preview: readonly Foreseen[];
  readonly usedToday: number;
  readonly forecast: Forecast;
  readonly health: Health;
  readonly found: FoundSoFar;
  /** Of people who typed while Kith wrote; absent where nobody did. */
  readonly typed?: string;
  /** What the CRM does not let Kith do, and what an admin there does about it. */
  readonly withheld: readonly Withheld[];
  /** The language model that may be switched on. */
  readonly model?: Pick<LanguageModel, 'name' | 'host'>;
  /** The CRM does not answer: what it would have told is left out. */
  readonly trouble?: string;
}

export async function overview(installation: InstallationId, deps: SettingsDeps): Promise<Overview> {
  const { store, budget, now, offered, model } = deps;
  const told = await askCrm(installation, deps);
  const usedToday = await budget.used(installation);
  return store.inside(installation, async (w) => {
    const { governance, health, spent } = await standingOf(w, usedToday);
    const { settings } = governance;
    const seen = await preview(w, told.crm, governance, now()).catch(passing);
    const typed = betweenSays(await w.mapped.countBetween(daysBefore(now())));
    const trouble = told.trouble ?? (seen instanceof Failure ? wordsOf(seen) : undefined);
    return {
      ...governance,
      networks: withMoney(offered, settings, await w.spending.in(monthOf(now()))),
      ...{ fields: told.fields, planned: told.planned, withheld: told.withheld, usedToday },
      preview: seen instanceof Failure ? [] : seen,
      forecast: forecastOf(health.contacts, told.crm?.batches ?? USUAL, {
        mapped: settings.mappings.length > 0,
        ...lookedBack(settings, told.crm),
        planned: told.planned.length,
        rows: await w.rows.average(),
      }),
      health: { ...health, ...(spent !== undefined && { lastError: spent }) },
      found: await w.governance.found(),
      ...(typed !== undefined && { typed }),
      ...(model && { model: { name: model.name, host: model.host } }),
      ...(trouble !== undefined && { trouble }),
    };
  });
}

/** Where no event tells of a mapped field. */
function lookedBack({ mappings }: Settings, crm: Crm | undefined) {
  const history = crm?.history;
  return history && mappings.some(({ field }) => !history.tells(field)) ? { lookedBack: history.most } : {};
}

const daysBefore = (now: Date) => new Date(now.getTime() - TOLD_DAYS * 86_400_000);

function withMoney(
  offered: readonly OfferedNetwork[],
  { budgets }: Settings,
  spent: readonly Spent[],
): Overview['networks'] {
  return offered.map((one) => {
    const id = one.id as NetworkId;
    const spentHere = spent.find(({ network }) => network === id);
    const money = one.charging && moneyOf(one.charging, budgets[id], spentHere);
    return { ...one, ...(money && { money }) };
  });
}

/** Foreseen by these while the CRM does not answer. */
const USUAL = { page: 100, read: 100, write: 100 };

interface Told {
  readonly crm?: Crm;
  readonly fields: readonly CrmField[];
  readonly planned: readonly Planned[];
  readonly withheld: readonly Withheld[];
  readonly trouble?: string;
}

/** So long the page waits for the CRM; then the rest is shown. */
const PATIENCE_MS = 5_000;

async function askCrm(installation: InstallationId, { crmOf, pause }: SettingsDeps): Promise<Told> {
  const waited = new AbortController();
  const tooLong = pause(PATIENCE_MS, waited.signal).then(() => {
    throw new Failure('unavailable', 'the CRM takes its time');
  });
  const asking = crmOf(installation).then(async (crm) => {
    const [fields, planned, withheld] = await Promise.all([crm.fields(), crm.planned(), crm.withheld()]);
    return { crm, fields, planned, withheld };
  });
  try {
    return await Promise.race([asking, tooLong]);
  } catch (error) {
    const failure = passing(error);
    return { fields: [], planned: [], withheld: [], trouble: wordsOf(failure) };
  } finally {
    waited.abort();
    // Whichever came later has nobody to tell.
    for (const late of [asking, tooLong]) late.catch(() => undefined);
  }
}

function passing(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

const wordsOf = ({ kind }: Failure) =>
  `The CRM ${POLICY[kind].say}. What it would tell is left out; the rest is shown.`;

/**
 * Keeps what an admin decided. Mappings are checked against the CRM's own fields, where they changed.
 * @returns what speaks against it; nothing was kept then.
 * @throws Failure when mappings changed and the CRM does not answer.
 */
export async function changeSettings(
  installation: InstallationId,
  settings: Settings,
  by: string,
  deps: SettingsDeps,
): Promise<readonly MappingTrouble[]> {
  const { store, offered, now } = deps;
  const before = await store.inside(installation, (w) => w.governance.read());
  const wrong = networkTroubles(settings, offered);
  if (wrong.length > 0) return wrong;
  const remapped = !sameMappings(settings.mappings, before.settings.mappings);
  const fields = remapped ? await (await deps.crmOf(installation)).fields() : [];
  const troubles = remapped ? mappingTroubles(settings.mappings, fields) : [];
  if (troubles.length > 0) return troubles;
  const labels = remapped ? labelsOf(settings, fields) : before.labels;
  await store.inside(installation, async (w) => {
    await w.governance.change(settings, labels, by, now());
    await settleSubscriptions(w, settings.off);
    if (remapped) await w.enqueue('records', [{ installation }], { key: 'all' });
    await w.enqueue('patch', [{ installation }], { key: installation });
  });
  return [];
}

function networkTroubles(
  { off, budgets }: Settings,
  offered: readonly OfferedNetwork[],
): readonly MappingTrouble[] {
  const named = (id: string) => offered.find((one) => one.id === id);
  const unknown = [...off, ...Object.keys(budgets)].filter((id) => !named(id));
  const free = Object.keys(budgets).filter((id) => named(id) && !named(id)?.charging);
  return [
    ...unknown.map((id) => ({ field: id, says: 'Kith knows no network of this name.' })),
    ...free.map((id) => ({ field: id, says: 'This network charges nothing: it needs no budget.' })),
  ];
}

function labelsOf({ mappings }: Settings, fields: readonly CrmField[]): Readonly<Record<string, string>> {
  const mapped = new Set(mappings.map(({ field }) => field));
  return Object.fromEntries(fields.filter(({ name }) => mapped.has(name)).map((f) => [f.name, f.label]));
}

/** An admin lets Kith write into the CRM, or forbids it. What waits is written, or waits on. */
export function approve(
  installation: InstallationId,
  { approve: yes, by }: { readonly approve: boolean; readonly by: string },
  { store, now }: Pick<SettingsDeps, 'store' | 'now'>,
): Promise<void> {
  return store.inside(installation, async (w) => {
    await w.governance.approve(yes ? { by, at: now() } : undefined);
    if (!yes) return;
    await w.enqueue('patch', [{ installation }], { key: installation });
    await w.enqueue('notify', [{ installation }], { key: installation });
  });
}
