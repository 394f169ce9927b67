import { z } from 'zod';
import { microsOf } from '../../core/governance/costs.ts';
import type { Micros } from '../../core/governance/costs.ts';
import { Settings } from '../../core/governance/settings.ts';
import { toldHealth } from '../../core/subscription/told-health.ts';
import type { ToldHealth } from '../../core/subscription/told-health.ts';
import { withheldSays } from '../../flows/withheld.ts';
import type { Installation } from '../../ports/store.ts';
import type { Viewer } from '../access.ts';
import type { Governing, HttpDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { SettingsHistory, SettingsPage } from '../settings-shapes.ts';

type Deps = Pick<HttpDeps, 'governing' | 'titles' | 'store' | 'subscriptions' | 'webmentions'>;

/** Of so many feeds and mentions it is said how they stand. */
const COUNTED = 1_000;

const AT = '/api/v1/settings';
const nothing = { params: z.object({}), query: z.object({}) };

/** Who decided, where no CRM says who it is: the access key is shared. */
export const adminOf = ({ visitor }: Viewer): string => visitor?.as ?? 'An admin in the panel';

/** What an admin decides, with all that is worth knowing before. */
export function settingsRoutes(deps: Deps): readonly Route[] {
  return [readSettings(deps), changeSettings(deps), readHistory(deps), approval(deps), release(deps)];
}

const page = async (deps: Deps, { id }: Installation) => ({
  status: 200,
  body: pageOf(await deps.governing.overview(id), await toldOf(id, deps), deps.titles),
});

async function toldOf(id: Installation['id'], { subscriptions, webmentions }: Deps) {
  const { hosts, mentions } = await webmentions.list(id, COUNTED);
  const feeds = await subscriptions.list(id, COUNTED);
  return toldHealth({ reached: subscriptions.reached(), feeds, hosts, mentions });
}

const readSettings = (deps: Deps) =>
  scoped(
    {
      id: 'readSettings',
      method: 'get',
      path: AT,
      summary: 'What an admin decided and may decide, what Kith would write, and how it is doing',
      answers: { 200: { says: 'The settings', schema: SettingsPage } },
      ...nothing,
    },
    (_call, installation) => page(deps, installation),
  );

const changeSettings = (deps: Deps) =>
  scoped(
    {
      id: 'changeSettings',
      governs: true,
      method: 'put',
      path: AT,
      summary: 'Changes the settings, all at once; the former ones go into the history',
      answers: {
        200: { says: 'The settings as they are now', schema: SettingsPage },
        503: { says: 'Mappings changed, and the CRM did not say which fields it has' },
      },
      ...nothing,
      body: Settings,
    },
    async ({ body, viewer }, installation) => {
      const troubles = await deps.governing.change(installation.id, body, adminOf(viewer));
      if (troubles.length > 0) {
        const errors = troubles.map(({ field, says }) => ({ where: field, says }));
        const [only] = troubles;
        const detail = troubles.length === 1 && only ? only.says : 'Some of it cannot be done; see errors.';
        throw new Refusal(400, detail, { errors });
      }
      return page(deps, installation);
    },
  );

const readHistory = ({ store }: Deps) =>
  scoped(
    {
      id: 'readSettingsHistory',
      method: 'get',
      path: `${AT}/history`,
      summary:
        'Who changed the settings, when, and what they were before; where people typed while Kith wrote; newest first',
      answers: { 200: { says: 'The newest changes', schema: SettingsHistory } },
      params: nothing.params,
      query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    },
    async ({ query: { limit } }, { id }) => {
      const { changes, typed } = await store.inside(id, async (w) => ({
        changes: await w.governance.history(limit),
        typed: await w.mapped.typedBetween(limit),
      }));
      const dated = <T extends { readonly at: Date }>({ at, ...one }: T) => ({
        ...one,
        at: at.toISOString(),
      });
      return { status: 200, body: { changes: changes.map(dated), typed: typed.map(dated) } };
    },
  );

const approval = (deps: Deps) =>
  scoped(
    {
      id: 'approve',
      governs: true,
      method: 'post',
      path: '/api/v1/approval',
      summary:
        'Lets Kith write into the CRM, or forbids it; before, nothing is made there and nothing written',
      answers: { 200: { says: 'The settings as they are now', schema: SettingsPage } },
      ...nothing,
      body: z.object({ approve: z.boolean() }),
    },
    async ({ body: { approve }, viewer }, installation) => {
      await deps.governing.approve(installation.id, { approve, by: adminOf(viewer) });
      return page(deps, installation);
    },
  );

const release = (deps: Deps) =>
  scoped(
    {
      id: 'releaseGovernor',
      method: 'delete',
      path: '/api/v1/governor',
      summary: 'Lets somebody else in the CRM decide for the account: the next one who does',
      answers: {
        200: { says: 'The settings as they are now', schema: SettingsPage },
        403: { says: 'A page in the CRM may not' },
      },
      ...nothing,
    },
    async ({ viewer }, installation) => {
      if (viewer.visitor) throw new Refusal(403, 'This is decided in Kith’s own panel.');
      await deps.governing.release(installation.id);
      return page(deps, installation);
    },
  );

const dollars = (micros: Micros) => micros / microsOf(1);

type Overview = Awaited<ReturnType<Governing['overview']>>;

function networkOf(network: Overview['networks'][number]) {
  const { terms, money, charging: _, ...one } = network;
  return {
    ...one,
    ...(terms && { terms: { ...terms, rules: [...terms.rules] } }),
    ...(money && { money: { ...money, spent: dollars(money.spent) } }),
  };
}

function pageOf(
  seen: Overview,
  told: readonly ToldHealth[],
  titles: ReadonlyMap<string, string>,
): z.input<typeof SettingsPage> {
  const { settings, approval, governor, health, found, usedToday, forecast, trouble } = seen;
  const { lastDelivery, ...doing } = health;
  return {
    settings,
    networks: seen.networks.map(networkOf),
    fields: [...seen.fields],
    approval: {
      state: approval ? 'approved' : 'waiting',
      planned: [...seen.planned],
      ...(approval && { by: approval.by, at: approval.at.toISOString() }),
    },
    preview: seen.preview.map((one) => ({ ...one, changes: [...one.changes] })),
    budget: { usedToday, callsPerDay: settings.callsPerDay, forecast },
    health: {
      ...doing,
      ...(lastDelivery && { lastDelivery: lastDelivery.toISOString() }),
      told: [...told],
      withheld: seen.withheld.map((one) => withheldSays('The CRM', one)),
      ...(seen.typed !== undefined && { typed: seen.typed }),
    },
    found: {
      linked: found.linked,
      suggested: found.suggested,
      byNetwork: found.byNetwork.map(({ network, count }) => ({
        title: titles.get(network) ?? network,
        count,
      })),
    },
    ...(seen.model && { model: seen.model }),
    ...(governor && { governor: governor.name }),
    ...(trouble !== undefined && { trouble }),
  };
}
