import { Failure } from '../core/failure.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { Network } from '../ports/network.ts';
import type { NetworkEvent } from '../ports/push.ts';
import type { Now } from '../ports/runtime.ts';
import type { KeptDelivery, Store, Workspace } from '../ports/store.ts';
import { emptyInbox } from './empty-inbox.ts';
import type { Read } from './empty-inbox.ts';
import { told } from './heard.ts';
import { distinct, keepAuthors, refetchProfiles } from './keep-authors.ts';
import { keepable, withdrawnBy } from './agreed.ts';
import { keepPosts } from './keep-posts.ts';
import { keepMembers } from './keep-members.ts';
import { ears, hear } from './listening/hear.ts';
import { heeded } from './listened.ts';
import { readerOf } from './reader.ts';
import type { Manners } from './tend.ts';
import { toRead } from './to-read.ts';
import { removeProfile } from './tend.ts';

interface Deps {
  readonly store: Store;
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly now: Now;
  readonly grammars: readonly AddressGrammar[];
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/**
 * Takes what networks told next out of an installation's inbox. Each event takes effect once, in the transaction that
 * remembers it, in the order in which it happened; what was deleted stays so, however late its beginning is told. Nobody is
 * asked meanwhile.
 */
export function takeInPosts(installation: InstallationId, deps: Deps): Promise<boolean> {
  return emptyInbox<NetworkEvent>(
    installation,
    {
      which: { only: [...deps.manners.keys()] },
      eventsIn: (delivery) => eventsIn(delivery, deps),
      inOrder: byFirst,
      takeEffect: (read) => takeEffect(installation, read, deps),
      isTheirs: () => false,
    },
    deps,
  );
}

/** Their ids are the network's own words: its name before them keeps those of two networks apart. */
function eventsIn({ connector, body }: KeptDelivery, { manners }: Deps): readonly NetworkEvent[] {
  const { push, listen } = [...manners].find(([id]) => id === connector)?.[1] ?? {};
  const told = push ?? listen;
  if (!told) throw new Failure('rejected', `${connector} does not call any more`);
  return told.events(body).map((event) => ({ ...event, id: `${connector} ${event.id}` }));
}

async function takeEffect(
  installation: InstallationId,
  read: readonly Read<NetworkEvent>[],
  deps: Deps,
): Promise<void> {
  const concerned = await deps.store.inside(installation, async (w) => {
    const events = [...new Map(read.flatMap((one) => one.events).map((event) => [event.id, event])).values()];
    const fresh = await w.deliveries.firstSeen(events.map(({ id }) => id));
    const { off } = (await w.governance.read()).settings;
    const happened = await heeded(w, inOrder(events.filter(({ id }) => fresh.has(id))), deps);
    const contacts = [...happened.concerned, ...(await apply(w, happened.events, off, deps))];
    for (const { delivery } of read) await w.deliveries.mark(delivery.id, 'done');
    return contacts;
  });
  for (const contact of concerned) deps.forget(installation, contact);
}

/** Should they not all take effect together, what happened first does first. */
function byFirst(read: readonly Read<NetworkEvent>[]): readonly Read<NetworkEvent>[] {
  const first = ({ events }: Read<NetworkEvent>) => Math.min(...events.map(({ at }) => at.getTime()));
  return read
    .map((one) => ({ one, at: first(one) }))
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ one }) => one);
}

/** As it happened. What happened in the same moment: first what was said, then what took it away. */
function inOrder(events: readonly NetworkEvent[]): readonly NetworkEvent[] {
  const last = ({ kind }: NetworkEvent) => (kind === 'unsaid' || kind === 'profile gone' ? 1 : 0);
  return events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || last(a) - last(b));
}

type Said = NetworkEvent & { readonly kind: 'said' };

/** @returns the contacts whose records say something else now. */
export async function apply(
  w: Workspace,
  events: readonly NetworkEvent[],
  off: readonly NetworkId[],
  deps: Deps,
): Promise<readonly ContactId[]> {
  const concerned = new Set<ContactId>();
  let said: Said[] = [];
  for (const event of events) {
    if (event.kind === 'said' && listens(event.post.network, off, deps)) said.push(event);
    if (event.kind === 'unsaid')
      await record(w, await w.posts.remove(event.network, [event.post]), concerned);
    if (event.kind === 'told of' && listens(event.network, off, deps)) await toRead(w, event, deps);
    if (event.kind === 'profile told' && listens(event.by.network, off, deps))
      await keepMembers(w, [event.by], deps);
    if (event.kind === 'profile changed') await refetchProfiles(w, [event.profile], deps);
    if (event.kind !== 'profile gone') continue;
    const { profile: gone } = event;
    said = said.filter(({ by }) => keyOf(by) !== keyOf(gone));
    for (const contact of await w.profiles.contactsOf(gone)) concerned.add(contact);
    await withdrawnBy(w, gone, deps);
    await removeProfile(w, gone, event.at);
  }
  const kept = await keepSaid(w, said, deps);
  await record(w, distinct(kept.map(({ by }) => by)), concerned);
  return [...concerned];
}

/** @returns what of it may be kept. */
async function keepSaid(w: Workspace, all: readonly Said[], deps: Deps): Promise<readonly Said[]> {
  const ignored = await w.listening.ignored(all.map(({ by }) => by));
  const heeded = all.filter(({ by }) => !ignored.has(keyOf(by)));
  const may = await keepable(w, distinct(heeded.map(({ by }) => by)), deps);
  const said = heeded.filter(({ by }) => may.has(keyOf(by)));
  await keepAuthors(w, said, deps);
  const read = await readerOf(w);
  const posts = said.map(({ post }) => (mayDerive(post.network, deps) ? read(told(post)) : told(post)));
  // Those that were taken away are not kept: the store remembers which they are.
  await keepPosts(w, posts, deps.manners);
  if (posts.length > 0)
    await hear(
      w,
      await ears(w),
      posts.map((post) => ({ post })),
      deps.now(),
    );
  return said;
}

/** What an admin switched off is not listened to; what is gone goes all the same. */
function listens(network: NetworkId, off: readonly NetworkId[], { manners }: Deps): boolean {
  return !off.includes(network) && manners.has(network);
}

const mayDerive = (network: NetworkId, { manners }: Deps) => manners.get(network)?.terms.mayDerive ?? true;

async function record(
  w: Workspace,
  profiles: readonly ProfileKey[],
  concerned: Set<ContactId>,
): Promise<void> {
  for (const profile of profiles) {
    for (const contact of await w.profiles.contactsOf(profile)) {
      concerned.add(contact);
      await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
    }
  }
}
