import { deriveLinks } from '../core/identity/derive.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { Profile } from '../core/profile.ts';
import { Failure } from '../core/failure.ts';
import type { Link } from '../core/identity/link.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { searchNetworks } from './find-profiles.ts';
import type { FindDeps } from './find-profiles.ts';

type Deps = FindDeps & { readonly store: Store };

/**
 * Finds out who a contact is: profiles already known are read again by their stable ids, new ones are searched for,
 * and the links are derived from all of them. A contact that is gone is no error.
 */
export async function resolveContact(installation: InstallationId, id: ContactId, deps: Deps): Promise<void> {
  const before = await deps.store.inside(installation, async (w) => {
    const contact = await w.contacts.find(id);
    return contact && { contact, known: await profilesOf(w, id) };
  });
  if (!before) return;
  const fresh = await Promise.all(before.known.map((profile) => readAgain(profile, deps)));
  const found = await searchNetworks(before.contact, fresh, deps);
  await deps.store.inside(installation, async (w) => {
    const contact = await w.contacts.find(id);
    if (!contact) return;
    await w.profiles.keep(found.profiles);
    await w.asked.keep(id, found.asked);
    await w.links.derive(id, deriveLinks(contact, found.profiles, deps.grammars, await w.links.verdicts(id)));
    await followUp(w, id, deps);
  });
}

/**
 * Derives a contact's links again from what is stored, without asking anybody: after a verdict, or its undoing. What a
 * profile says is read only if it never was, so that an undone verdict leaves the record exactly as it found it.
 */
export async function deriveAgain(
  w: Workspace,
  id: ContactId,
  deps: Pick<FindDeps, 'grammars' | 'networks'>,
): Promise<void> {
  const contact = await w.contacts.find(id);
  if (!contact) return;
  const understood = (await w.record.rows(id))?.profiles.filter((profile) => profile.influence) ?? [];
  await w.links.derive(
    id,
    deriveLinks(contact, await profilesOf(w, id), deps.grammars, await w.links.verdicts(id)),
  );
  await followUp(w, id, deps, new Set(understood.map(keyOf)));
}

/** What the links make necessary: reading what linked profiles say, then the record. */
async function followUp(
  w: Workspace,
  id: ContactId,
  deps: Pick<FindDeps, 'networks'>,
  understood: ReadonlySet<string> = new Set(),
): Promise<void> {
  const live = (await w.links.of(id)).filter(isLive).filter((link) => deps.networks.get(link.network)?.posts);
  for (const { network, profile } of live) {
    const key = keyOf({ network, id: profile });
    if (understood.has(key)) continue;
    await w.enqueue('understand', [{ installation: w.installation, network, profile }], { key });
  }
  await w.enqueue('record', [{ installation: w.installation, contact: id }], { key: id });
}

/** Every profile that was ever weighed for this contact, refused ones included: they are what links derive from. */
async function profilesOf(w: Workspace, id: ContactId): Promise<readonly Profile[]> {
  const links = await w.links.of(id);
  const profiles = await Promise.all(
    links.map((l) => w.profiles.find({ network: l.network, id: l.profile })),
  );
  return profiles.filter((profile) => profile !== undefined);
}

/** The profile as it is now; as it was when its network is in trouble; marked as deleted when it is gone. */
async function readAgain(profile: Profile, deps: Deps): Promise<Profile> {
  const network = deps.networks.get(profile.network);
  if (!network) return profile;
  try {
    const now = await network.profile({ id: profile.id });
    // That an address led here was proven when it was asked; reading by id does not repeat it.
    const { keyedBy } = profile;
    if (now && keyedBy === undefined) return now;
    if (now) return { ...now, keyedBy, emails: [...new Set([...now.emails, ...profile.emails])] };
    return { ...profile, standing: 'deleted', provenance: { ...profile.provenance, fetchedAt: deps.now() } };
  } catch (error) {
    if (error instanceof Failure) return profile;
    throw error;
  }
}

function isLive(link: Link): boolean {
  return link.status === 'auto' || link.status === 'confirmed';
}
