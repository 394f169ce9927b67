import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { NetworkEvent } from '../ports/push.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { heardOf } from '../ports/stream.ts';
import { streamed } from './heard.ts';
import type { Manners } from './tend.ts';

interface Deps {
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly now: Now;
}

/** What of it takes effect, and the contacts whose records say something else already. */
interface Heeded {
  readonly events: readonly NetworkEvent[];
  readonly concerned: readonly ContactId[];
}

type Quiet = NetworkEvent & { readonly kind: 'profile quiet' };

/**
 * Of what was listened to, only what happened to profiles that are kept takes effect: nobody is kept because they were
 * heard. Who fell silent, or asks not to be shown, is quiet from that moment on; what is said afterwards is not kept.
 * @param events in the order in which they happened; those of networks that call pass as they are.
 */
export async function heeded(
  w: Workspace,
  events: readonly NetworkEvent[],
  { manners }: Pick<Deps, 'manners'>,
): Promise<Heeded> {
  const known = new Map<string, Profile | undefined>();
  const find = async (key: ProfileKey) => {
    const profile = known.has(keyOf(key)) ? known.get(keyOf(key)) : await w.profiles.find(key);
    known.set(keyOf(key), profile);
    return profile;
  };
  const concerned = new Set<ContactId>();
  let effective: NetworkEvent[] = [];
  for (const event of events) {
    const about = aboutWhom(event);
    if (about === undefined || manners.get(about.network)?.listen === undefined) {
      effective.push(event);
      continue;
    }
    const profile = await find(about);
    if (!profile) continue;
    if (event.kind === 'profile quiet' && event.at >= profile.provenance.fetchedAt) {
      const quiet = quietened(profile, event);
      known.set(keyOf(about), quiet);
      effective = effective.filter((one) => one.kind !== 'said' || keyOf(one.by) !== keyOf(about));
      for (const contact of await silence(w, quiet)) concerned.add(contact);
      effective.push(askedFor(event));
    } else if (event.kind === 'profile quiet') effective.push(askedFor(event));
    else if (event.kind !== 'said') effective.push(event);
    else if (profile.standing === 'active' && !profile.reserved) effective.push(asStreamed(event, profile));
  }
  return { events: effective, concerned: [...concerned] };
}

/** Whether it is so is asked; where more is known by now than was told, nothing else. */
const askedFor = ({ id, at, profile }: Quiet): NetworkEvent => ({ kind: 'profile changed', id, at, profile });

/** Whom an event is about; undefined for a post that is gone, which its network alone may name. */
function aboutWhom(event: NetworkEvent): ProfileKey | undefined {
  if (event.kind === 'said') return event.by;
  return 'profile' in event ? event.profile : undefined;
}

/** Its author is who is kept; reading the profile sees it too, so what reading does not find any more is gone. */
function asStreamed(event: NetworkEvent & { readonly kind: 'said' }, by: Profile): NetworkEvent {
  const { post } = event;
  const provenance = { ...post.provenance, source: streamed(post.network) };
  return { ...event, by, post: { ...post, provenance } };
}

function quietened(profile: Profile, { because, at }: Quiet): Profile {
  const provenance = { ...profile.provenance, fetchedAt: at };
  if (because === 'reserved') return { ...profile, reserved: true, provenance };
  const { name: _, bio: __, avatar: ___, domain: ____, ...rest } = profile;
  return { ...rest, standing: because, emails: [], states: [], counts: {}, provenance };
}

/** @returns the contacts whose records say something else now. */
async function silence(w: Workspace, quiet: Profile): Promise<readonly ContactId[]> {
  await w.profiles.keep([quiet]);
  await w.posts.letGo(quiet);
  const contacts = await w.profiles.contactsOf(quiet);
  for (const contact of contacts) {
    await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
  }
  return contacts;
}

/** A place that is not kept for so long is not listened to. Every installation is told every five minutes. */
const STALE_MS = 900_000;

/** Whether what happens on a network is heard by itself at this time. */
export async function isListenedTo(
  w: Workspace,
  network: NetworkId,
  { manners, now }: Deps,
): Promise<boolean> {
  if (!manners.get(network)?.listen) return false;
  const at = await w.cursors.keptAt(heardOf(network));
  return at !== undefined && now().getTime() - at.getTime() <= STALE_MS;
}

/** What happened was not heard: the profiles that belong to somebody are asked for, and what they say is read. */
export async function readAgain(
  installation: InstallationId,
  network: NetworkId,
  { store }: { readonly store: Pick<Store, 'inside'> },
): Promise<void> {
  await store.inside(installation, async (w) => {
    for (const { id } of await w.tending.readSoon(network)) {
      await w.enqueue('refetch', [{ installation, network, profile: id }], { key: `${network}:${id}` });
    }
    await w.enqueue('tend', [{ installation }], { key: 'missed' });
  });
}
