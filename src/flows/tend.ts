import type { Costs } from '../core/governance/costs.ts';
import { asksThisHour, keptSince, unseenSince } from '../core/governance/tending.ts';
import type { Place } from '../core/governance/tending.ts';
import type { PostSpelling } from '../core/conversation/thread/spelling.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { Terms } from '../core/terms.ts';
import type { Network } from '../ports/network.ts';
import type { Limits } from '../ports/outgoing.ts';
import type { Searched } from '../ports/listening.ts';
import type { Push } from '../ports/push.ts';
import type { Now } from '../ports/runtime.ts';
import type { Installation, Store, Workspace } from '../ports/store.ts';
import type { Listen } from '../ports/stream.ts';
import type { Hubs } from '../ports/subscriptions.ts';
import { toldBy } from './heard.ts';
import { weighDaily } from './attention/weigh.ts';
import { listenNow } from './listening/rounds.ts';
import { letStrangersGo } from './listening/strangers.ts';
import { affordable } from './spend.ts';
import { tendSubscriptions } from './subscriptions.ts';
import { tendMentions } from './webmentions.ts';
import { hasLeft } from './while-installed.ts';

/** What a network allows, and how it tells us of what happens there, where it does. */
export interface Manners {
  readonly terms: Terms;
  readonly limits: Limits;
  readonly costs?: Costs;
  readonly searched?: Searched;
  readonly push?: Push;
  readonly showsOnlySome?: true;
  readonly onlyHeard?: true;
  readonly addresses?: AddressGrammar;
  readonly spellings?: readonly PostSpelling[];
  readonly listen?: Pick<Listen<never>, 'events'>;
}

interface Deps {
  readonly store: Store;
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly hubs: Hubs;
  readonly now: Now;
}

const HOUR = 3_600;
const DAY_MS = 86_400_000;
/** Platforms repeat deliveries for days; nothing older comes again. */
const DELIVERIES_DAYS = 30;

/**
 * Looks after what is kept, every hour: reads again what linked profiles say before a deletion could be missed, asks
 * again for what a network lets us keep for a time only, erases what could not be asked for within it, lets go of what
 * could not be read again before a deletion would have to count here, renews what hubs were asked for, and forgets old
 * deliveries. Where Kith was uninstalled nothing is asked any more, and what has to go goes all the same.
 */
export async function tend(installation: InstallationId, deps: Deps): Promise<void> {
  const place = placeOf(installation, await deps.store.installations());
  const left = await hasLeft(deps.store, installation);
  await deps.store.inside(installation, async (w) => {
    const { settings } = await w.governance.read();
    let isMore = false;
    for (const [network, manners] of deps.manners)
      isMore = (await expire(w, network, manners, deps)) || isMore;
    isMore = (await letStrangersGo(w, settings.off, deps.now(), ERASED_TOGETHER)) || isMore;
    // With more to erase the next look is soon: what may be asked in an hour is asked once in it.
    if (!isMore && !left) await lookFurther(w, settings.off, place, deps);
    await tendSubscriptions(w, deps);
    if (!left) await listenNow(w);
    const before = new Date(deps.now().getTime() - DELIVERIES_DAYS * DAY_MS);
    await w.tending.forget(before);
    await tendMentions(w, deps.now(), before);
    await w.outgoing.forget(before);
    await w.misses.forget(deps.now());
    await w.enqueue('tend', [{ installation }], { key: 'tend', afterSeconds: isMore ? SOON : HOUR });
  });
}

async function lookFurther(w: Workspace, off: readonly NetworkId[], place: Place, deps: Deps): Promise<void> {
  const { installation } = w;
  await askAgain(w, off, place, deps);
  await w.enqueue('warn', [{ installation }], { key: 'warn' });
  await weighDaily(w, deps.now());
}

/** Which of the active installations this one is, and how many there are: they share what a network allows. */
function placeOf(installation: InstallationId, all: readonly Installation[]): Place {
  const active = all.filter(({ status }) => status === 'active').map(({ id }) => id);
  const at = active.toSorted().indexOf(installation);
  return at < 0 ? { nth: 0, of: 1 } : { nth: at, of: active.length };
}

async function askAgain(w: Workspace, off: readonly NetworkId[], place: Place, deps: Deps): Promise<void> {
  for (const [network, manners] of deps.manners) {
    if (off.includes(network) || !deps.networks.has(network)) continue;
    const most = asksThisHour(manners.limits, place, deps.now());
    await readAgain(w, network, most, deps);
    await fetchAgain(w, network, manners, most, deps.now());
  }
}

async function readAgain(w: Workspace, network: NetworkId, most: number, deps: Deps): Promise<void> {
  if (!deps.networks.get(network)?.posts) return;
  for (const { id } of await w.tending.due(network, deps.now(), most)) {
    const job = { installation: w.installation, network, profile: id };
    await w.enqueue('understand', [job], { key: `${network}:${id}` });
  }
}

async function fetchAgain(
  w: Workspace,
  network: NetworkId,
  { terms }: Manners,
  most: number,
  now: Date,
): Promise<void> {
  const kept = keptSince(terms, now);
  if (!kept) return;
  for (const { id } of await w.tending.fetchedBefore(network, kept.refresh, most)) {
    const job = { installation: w.installation, network, profile: id };
    await w.enqueue('refetch', [job], { key: `${network}:${id}` });
  }
}

/** So many are erased in one transaction; the rest with the next look, which is soon then. */
const ERASED_TOGETHER = 500;
const SOON = 10;

/** @returns whether there is more than could be erased together. */
async function expire(w: Workspace, network: NetworkId, { terms }: Manners, { now }: Deps): Promise<boolean> {
  const unseen = unseenSince(terms, now());
  await w.tending.blank(network, unseen);
  const unread = await w.tending.letGoUnread(network, unseen, { source: toldBy(network) }, ERASED_TOGETHER);
  for (const key of unread) await recordAgain(w, await w.profiles.contactsOf(key));
  const kept = keptSince(terms, now());
  const old = kept ? await w.tending.fetchedBefore(network, kept.erase, ERASED_TOGETHER) : [];
  for (const key of old) await removeProfile(w, key);
  return Math.max(unread.length, old.length) === ERASED_TOGETHER;
}

async function recordAgain(w: Workspace, contacts: readonly ContactId[]): Promise<void> {
  for (const contact of contacts) {
    await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
  }
}

/**
 * Removes the profile and what it said, here and in the CRM.
 * @param goneAt when it was gone from its network: nothing older brings it back.
 */
export async function removeProfile(w: Workspace, key: ProfileKey, goneAt?: Date): Promise<void> {
  const contacts = await w.profiles.contactsOf(key);
  await w.profiles.remove(key, goneAt);
  await recordAgain(w, contacts);
}

/** Asks a network for a profile again; one that is no longer there is gone here. @throws Failure */
export async function refetch(installation: InstallationId, key: ProfileKey, deps: Deps): Promise<void> {
  const network = deps.networks.get(key.network);
  if (!network) return;
  const asked = await affordable(network.profile({ id: key.id }));
  if (!asked) return;
  const { answer: found } = asked;
  await deps.store.inside(installation, async (w) => {
    if (!found)
      return deps.manners.get(key.network)?.showsOnlySome ? undefined : removeProfile(w, key, deps.now());
    // What was removed meanwhile does not come back: consent was withdrawn, or the person erased.
    const before = await w.profiles.find(key);
    if (!before) return;
    const changed = await w.profiles.keep([found]);
    // It speaks again, or does not any more: what it says is read, or let go.
    if (before.standing !== found.standing || before.reserved !== found.reserved)
      await w.enqueue('understand', [{ installation, network: key.network, profile: key.id }], {
        key: keyOf(key),
      });
    // What it shows now may be what somebody else is recognised by.
    const concerned = [...(await w.profiles.contactsOf(key)), ...(await w.profiles.reached(changed))];
    for (const contact of new Set(concerned)) {
      await w.enqueue('derive', [{ installation, contact }], { key: contact });
    }
  });
}
