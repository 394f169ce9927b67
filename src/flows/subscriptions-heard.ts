import { decodeText } from '../core/charset.ts';
import { Failure } from '../core/failure.ts';
import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import { newest } from '../core/newest.ts';
import type { Profile } from '../core/profile.ts';
import { keyOf } from '../core/profile.ts';
import type { Network } from '../ports/network.ts';
import type { KeptDelivery, Store, Workspace } from '../ports/store.ts';
import type { Told } from '../ports/subscriptions.ts';
import { emptyInbox } from './empty-inbox.ts';
import type { Read } from './empty-inbox.ts';
import { keepPosts } from './keep-posts.ts';
import { readerOf } from './reader.ts';
import type { Manners } from './tend.ts';
import { READ } from './understand.ts';

interface Deps {
  readonly store: Store;
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/** The name under which hubs' deliveries are kept: whatever the network, it is the hub that calls. */
export const HUB = 'hub';

/** What is kept of a delivery: which subscription it is of and what its bytes are said to be, then the bytes themselves. */
export function hubDelivery(subscription: string, type: string | undefined, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${subscription} ${(type ?? '').replaceAll(/[\r\n]/g, '')}\n`), body]);
}

interface Delivered {
  readonly subscription: string;
  readonly text: string;
}

function opened({ body }: KeptDelivery): readonly Delivered[] {
  const end = body.indexOf('\n');
  if (end === -1) throw new Failure('malformed', 'this is no delivery of a hub');
  const line = body.subarray(0, end).toString();
  const at = line.indexOf(' ');
  const text = decodeText(body.subarray(end + 1), line.slice(at + 1) || undefined);
  return [{ subscription: line.slice(0, at), text }];
}

/**
 * Takes what hubs delivered next out of an installation's inbox. It is read as the feed itself is and kept under the same
 * ids, so that being told and reading end alike, in whichever order they come. A delivery that cannot be read is kept as
 * failed.
 */
export function takeInFeeds(installation: InstallationId, deps: Deps): Promise<boolean> {
  return emptyInbox(
    installation,
    {
      which: { only: [HUB] },
      eventsIn: opened,
      apart: true,
      takeEffect: (read) => takeEffect(installation, read, deps),
      isTheirs: () => false,
    },
    deps,
  );
}

async function takeEffect(
  installation: InstallationId,
  read: readonly Read<Delivered>[],
  deps: Deps,
): Promise<void> {
  const concerned = await deps.store.inside(installation, async (w) => {
    const contacts: ContactId[] = [];
    for (const { delivery, events } of read) {
      for (const one of events) contacts.push(...(await apply(w, one, delivery.receivedAt, deps)));
      await w.deliveries.mark(delivery.id, 'done');
    }
    return contacts;
  });
  for (const contact of concerned) deps.forget(installation, contact);
}

/** @returns the contacts whose records say something else now. */
async function apply(w: Workspace, { subscription, text }: Delivered, at: Date, deps: Deps) {
  const one = await w.subscriptions.hold(subscription);
  if (!one) return [];
  const key = { network: one.network, id: one.profile };
  const profile = await w.profiles.find(key);
  const { off } = (await w.governance.read()).settings;
  const network = deps.networks.get(one.network);
  if (!profile || profile.reserved || off.includes(one.network) || !network?.heard) return [];
  await w.subscriptions.keep({ ...one, lastDelivery: at });
  await hear(w, profile, { topic: one.topic, text, at }, network.heard, deps);
  const contacts = await w.profiles.contactsOf(key);
  for (const contact of contacts) {
    await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
  }
  return contacts;
}

async function hear(
  w: Workspace,
  profile: Profile,
  told: Told,
  heard: NonNullable<Network['heard']>,
  { manners }: Deps,
): Promise<void> {
  const { said, unsaid, partial } = heard(profile, told);
  const since = new Date(told.at.getTime() - READ.days * 86_400_000);
  const known = partial
    ? new Set((await w.posts.of(profile, READ.limit * 4)).map(({ id }) => id))
    : undefined;
  const posts = newest(said, { since, limit: READ.limit }).filter(({ id }) => !known?.has(id));
  const mayDerive = manners.get(profile.network)?.terms.mayDerive ?? true;
  await w.posts.remove(profile.network, unsaid);
  await keepPosts(w, mayDerive ? posts.map(await readerOf(w)) : posts, manners);
  if (!partial || said.length === 0) return;
  const job = { installation: w.installation, network: profile.network, profile: profile.id };
  await w.enqueue('understand', [job], { key: keyOf(profile) });
}
