import { LEASE_SECONDS } from '../core/subscription/confirm.ts';
import { nextStep } from '../core/subscription/next-step.ts';
import type { Step } from '../core/subscription/next-step.ts';
import type { Hub, HubMode, Subscription } from '../core/subscription/subscription.ts';
import { Failure } from '../core/failure.ts';
import type { InstallationId, NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { Network } from '../ports/network.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import type { Hubs } from '../ports/subscriptions.ts';

interface Deps {
  readonly store: Store;
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly hubs: Hubs;
  readonly now: Now;
}

const HOUR_MS = 3_600_000;
/** So long a page is believed to name the hub it named, or none. */
const LOOKED_MS = 7 * 24 * HOUR_MS;
/** At so many pages a look is taken for the first time in one round. */
const LOOKS = 200;

/** The name under which the secret that a hub signs with is kept. */
export const secretOf = (id: string): string => `hub ${id}`;

/**
 * Sees to it that hubs tell of the feeds of linked profiles, and of no others: what is due is put to work. Where no hub
 * tells, a profile is read as often as ever.
 */
export async function tendSubscriptions(w: Workspace, deps: Deps): Promise<void> {
  const { hubs, now } = deps;
  const { off } = (await w.governance.read()).settings;
  const told = hubs.calledAt === undefined ? [] : toldOf(deps, off);
  const due = new Map<string, ProfileKey>();
  for (const { one, wanted } of await w.subscriptions.standing(told)) {
    if (nextStep(one, wanted, now()) === 'wait') continue;
    const key = { network: one.network, id: one.profile };
    due.set(keyOf(key), key);
  }
  for (const key of await w.subscriptions.unlooked(told, longAgo(now), LOOKS)) {
    due.set(keyOf(key), key);
  }
  await settle(w, [...due.values()]);
}

/** Something was decided about these networks, or about all: what is not wanted any more is left at once. */
export async function settleSubscriptions(w: Workspace, of?: readonly NetworkId[]): Promise<void> {
  const all = (await w.subscriptions.standing([])).map(({ one }) => one);
  const concerned = all.filter(({ network }) => of?.includes(network) ?? true);
  await settle(
    w,
    concerned.map(({ network, profile: id }) => ({ network, id })),
  );
}

async function settle(w: Workspace, keys: readonly ProfileKey[]): Promise<void> {
  for (const key of keys) {
    const job = { installation: w.installation, network: key.network, profile: key.id };
    await w.enqueue('subscribe', [job], { key: keyOf(key) });
  }
}

const longAgo = (now: Now) => new Date(now().getTime() - LOOKED_MS);

const toldOf = ({ networks }: Deps, off: readonly NetworkId[]) =>
  [...networks].flatMap(([id, network]) => (network.hub && !off.includes(id) ? [id] : []));

/**
 * Looks, where that is due, which hub tells of a profile's feed, and asks it to; leaves another one, and one that is not
 * wanted any more. What a hub does not take is remembered with the reason, and tried again in time.
 * @throws Failure when the page does not answer.
 */
export async function subscribe(installation: InstallationId, key: ProfileKey, deps: Deps): Promise<void> {
  const there = await standing(installation, key, deps);
  const found = there.profile && there.isDue ? await lookedFor(installation, there.profile, deps) : undefined;
  const asked: Subscription[] = [];
  await deps.store.inside(installation, async (w) => {
    const kept = await w.subscriptions.of(key);
    for (const one of kept) {
      const isWanted = there.profile !== undefined && (!found || isSame(one, found.hub));
      const changed = await take(w, one, nextStep(one, isWanted, deps.now()), deps);
      if (changed) asked.push(changed);
    }
    const hub = found?.hub;
    if (hub && !kept.some((one) => isSame(one, hub))) asked.push(await begin(w, key, hub, deps));
  });
  for (const one of asked) await askHub(installation, one, deps);
}

const isSame = (one: Subscription, hub: Hub | undefined) => one.hub === hub?.hub && one.topic === hub.topic;

/** The profile, while what it says at once is to be heard; and whether its page has to be looked at. */
async function standing(installation: InstallationId, key: ProfileKey, { store, networks, hubs, now }: Deps) {
  const isActive = (await store.installations()).some(
    ({ id, status }) => id === installation && status === 'active',
  );
  return store.inside(installation, async (w) => {
    const profile = await w.profiles.find(key);
    const { off } = (await w.governance.read()).settings;
    const isTold = networks.get(key.network)?.hub !== undefined && !off.includes(key.network);
    const isSpeaking = profile?.standing === 'active' && !profile.reserved;
    const isReached = isActive && hubs.calledAt !== undefined;
    const wanted = isTold && isSpeaking && isReached && (await w.subscriptions.isLinked(key));
    const looked = await w.subscriptions.lookedAt(key);
    return { profile: wanted ? profile : undefined, isDue: !looked || looked <= longAgo(now) };
  });
}

async function lookedFor(
  installation: InstallationId,
  key: Parameters<NonNullable<Network['hub']>>[0],
  { store, networks, now }: Deps,
): Promise<{ readonly hub: Hub | undefined } | undefined> {
  try {
    const hub = await networks.get(key.network)?.hub?.(key);
    return { hub };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // What is told stays told; the page is looked at again in a week.
    return undefined;
  } finally {
    await store.inside(installation, (w) => w.subscriptions.looked(key, now()));
  }
}

/** @returns the subscription as its hub must be asked now, where it must. */
async function take(
  w: Workspace,
  one: Subscription,
  step: Step,
  { now, hubs }: Deps,
): Promise<Subscription | undefined> {
  if (step === 'wait') return undefined;
  if (step === 'forget' || hubs.calledAt === undefined) {
    await w.secrets.forget(secretOf(one.id));
    await w.subscriptions.forget(one.id);
    return undefined;
  }
  const mode: HubMode = step === 'ask' ? 'subscribe' : 'unsubscribe';
  const { confirmedAt: _, says: __, ...rest } = one;
  const asked = { ...rest, mode, askedAt: now() };
  await w.subscriptions.keep(asked);
  return asked;
}

async function begin(w: Workspace, { network, id: profile }: ProfileKey, hub: Hub, { hubs, now }: Deps) {
  const one: Subscription = {
    ...{ id: hubs.newSecret(), network, profile, hub: hub.hub, topic: hub.topic },
    ...{ mode: 'subscribe', askedAt: now() },
  };
  await w.secrets.keep(secretOf(one.id), hubs.newSecret());
  await w.subscriptions.keep(one);
  return one;
}

/** It is kept before it is asked for: the hub may verify it before it answers. */
async function askHub(installation: InstallationId, one: Subscription, { store, hubs }: Deps): Promise<void> {
  const secret = await store.inside(installation, (w) => w.secrets.read(secretOf(one.id)));
  if (secret === undefined) return;
  const { network, id, hub, topic, mode } = one;
  const callback = `${hubs.calledAt ?? ''}/webhooks/${network}/${installation}/${id}`;
  const says = await hubs.ask({ hub, topic, mode, callback, secret, leaseSeconds: LEASE_SECONDS });
  if (says === undefined) return;
  await store.inside(installation, async (w) => {
    const now = await w.subscriptions.hold(id);
    if (now && now.mode === mode && now.confirmedAt === undefined) {
      await w.subscriptions.keep({ ...now, says });
    }
  });
}
