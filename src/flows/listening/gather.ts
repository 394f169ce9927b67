import { addingForbidden } from '../../core/governance/adding.ts';
import { untilNextLook } from '../../core/governance/forecast.ts';
import type { NetworkId } from '../../core/ids.ts';
import { countsSince, isAdded } from '../../core/listening/adds.ts';
import type { Adds } from '../../core/listening/adds.ts';
import { declined, keyOf } from '../../core/profile.ts';
import type { Stranger } from '../../ports/additions.ts';
import type { JobPayload } from '../../ports/queue.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import type { Manners } from '../tend.ts';

interface Deps {
  readonly store: Pick<Store, 'inside'>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly now: Now;
}

/** So many people of one rule are looked at together. */
const MOST = 1_000;
const DAY_MS = 86_400_000;

/**
 * A listening rule adds whom it means to the CRM, as many as it may in a day, each once and for ever: whom a person took out
 * of the CRM again stays out. It adds nobody before an admin let Kith write there.
 */
export function gather({ installation, rule: id }: JobPayload<'gather'>, deps: Deps): Promise<void> {
  return deps.store.inside(installation, async (w) => {
    const now = deps.now();
    const rule = await w.listening.find(id);
    const adds = rule?.on ? rule.wanted.adds : undefined;
    if (!rule || !adds || !(await w.governance.read()).approval) return;
    const midnight = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
    const left = adds.mostADay - (await w.additions.decidedBy(id, midnight));
    const heard = await w.additions.strangers(id, countsSince(adds, now), adds.times, MOST);
    const meant = await whoIsMeant(w, adds, heard, { now, manners: deps.manners });
    for (const { profile } of meant.slice(0, Math.max(0, left))) {
      await w.additions.begin(profile, { by: `the rule “${rule.wanted.name}”`, rule: id }, now);
      const job = { installation, network: profile.network, profile: profile.id, insist: false };
      await w.enqueue('add', [job], { key: `${keyOf(profile)} ${id}` });
    }
    if (meant.length > left) {
      const afterSeconds = untilNextLook(now);
      await w.enqueue('gather', [{ installation, rule: id }], { key: `${id} tomorrow`, afterSeconds });
    }
  });
}

/**
 * Those whom a rule would add: who was heard so often, may be made a contact by their network's terms, did not decline to be
 * proposed, is nobody's, and was never added before.
 */
export async function whoIsMeant(
  w: Workspace,
  adds: Adds,
  heard: readonly Stranger[],
  { now, manners }: Pick<Deps, 'manners'> & { readonly now: Date },
): Promise<readonly Stranger[]> {
  const enough = heard.filter(
    ({ profile, said }) =>
      !profile.reserved &&
      profile.standing === 'active' &&
      !declined(profile, 'suggestion') &&
      whyNobody(profile.network, manners) === undefined &&
      isAdded(adds, said, now),
  );
  const keys = enough.map(({ profile }) => profile);
  const [free, before] = [await w.additions.free(keys), await w.additions.of(keys)];
  return enough.filter(({ profile }) => free.has(keyOf(profile)) && !before.has(keyOf(profile)));
}

/** Why nobody is added for what they say there, by a rule: a clause. How often somebody speaks is a figure too. */
export function whyNobody(network: NetworkId, manners: Deps['manners']): string | undefined {
  const terms = manners.get(network)?.terms;
  if (!terms) return 'Kith does not know this network any more.';
  return addingForbidden(terms) ?? (terms.mayDerive === false ? terms.clause : undefined);
}
