import { monthOf, unbudgeted } from '../core/governance/budget.ts';
import { costOf, microsOf } from '../core/governance/costs.ts';
import type { Asking, Costs, Micros } from '../core/governance/costs.ts';
import { Failure } from '../core/failure.ts';
import type { InstallationId, NetworkId } from '../core/ids.ts';
import type { Network } from '../ports/network.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import type { TermsOf } from './permits.ts';

interface Deps {
  readonly store: Pick<Store, 'inside'>;
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: TermsOf;
  readonly now: Now;
}

/**
 * The networks for one account: of those that charge, each question is paid from the budget of its month before it is
 * put, and what it did not cost is given back. Whoever dies in between has spent it.
 */
export function paidNetworks(installation: InstallationId, deps: Deps): ReadonlyMap<NetworkId, Network> {
  return new Map(
    [...deps.networks].map(([id, network]) => {
      const costs = deps.manners.get(id)?.costs;
      return [id, costs ? paid(network, costs, openPurse(installation, id, deps)) : network];
    }),
  );
}

/** What was answered; undefined where nothing was asked, since the budget of the month is spent. */
export async function affordable<T>(answer: Promise<T>): Promise<{ readonly answer: T } | undefined> {
  try {
    return { answer: await answer };
  } catch (error) {
    if (error instanceof Failure && error.kind === 'over budget') return undefined;
    throw error;
  }
}

/** How many profiles an answer by name holds at the most. */
const NAMESAKES = 10;

function paid(network: Network, costs: Costs, purse: Purse): Network {
  const put = async <T>(asking: Asking, most: number, ask: () => Promise<T>, count: (found: T) => number) => {
    const reserved = costOf(costs, asking, most);
    const month = await purse.reserve(reserved);
    try {
      const found = await ask();
      await purse.giveBack(month, reserved - costOf(costs, asking, count(found)));
      return found;
    } catch (error) {
      if (isUncharged(error)) await purse.giveBack(month, reserved);
      throw error;
    }
  };
  const { profileByEmail, person, personAsked, search, posts, mentions } = network;
  const one = (found: unknown) => (found === undefined ? 0 : 1);
  const many = (found: readonly unknown[]) => found.length;
  return {
    profile: (at) => put('profile', 1, () => network.profile(at), one),
    ...(profileByEmail && { profileByEmail: (email) => put('email', 1, () => profileByEmail(email), one) }),
    ...(person && { person: (sought) => put('person', 1, () => person(sought), one) }),
    ...(personAsked && { personAsked: (sought) => personAsked(sought) }),
    ...(search && { search: (name) => put('name', NAMESAKES, () => search(name), many) }),
    ...(posts && {
      posts: (profile, range) => put('posts', range.limit, () => posts(profile, range), many),
    }),
    ...(mentions && {
      mentions: (question, range) => put('posts', range.limit, () => mentions(question, range), many),
    }),
  };
}

/** Nobody charges for a refusal. An answer that was lost or could not be read may have been charged. */
function isUncharged(error: unknown): boolean {
  return error instanceof Failure && error.kind !== 'unavailable' && error.kind !== 'malformed';
}

interface Purse {
  /** @returns the month it was taken from. @throws Failure `over budget` */
  reserve(most: Micros): Promise<string>;
  giveBack(month: string, unspent: Micros): Promise<void>;
}

function openPurse(
  installation: InstallationId,
  network: NetworkId,
  { store, manners, now }: Omit<Deps, 'networks'>,
): Purse {
  const capOf = async (w: Workspace): Promise<Micros> => {
    const budget = (await w.governance.read()).settings.budgets[network];
    const charging = manners.get(network);
    const why = charging && unbudgeted(charging, budget);
    if (budget === undefined || why !== undefined) throw new Failure('over budget', `${network} ${why}`);
    return microsOf(budget.dollarsAMonth);
  };
  return {
    reserve: async (most) => {
      const month = monthOf(now());
      const taken = await store.inside(installation, async (w) =>
        w.spending.reserve(network, month, most, await capOf(w)),
      );
      if (taken) return month;
      throw new Failure('over budget', `${network} would cost more than its budget of ${month} allows`);
    },
    giveBack: async (month, unspent) => {
      if (unspent <= 0) return;
      await store.inside(installation, (w) => w.spending.giveBack(network, month, unspent));
    },
  };
}
