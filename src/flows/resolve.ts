import type { Contact } from '../core/contact.ts';
import { Failure } from '../core/failure.ts';
import { isRemembered } from '../core/governance/costs.ts';
import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { Profile } from '../core/profile.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { deriveLinksOf, followUp } from './derive.ts';
import { searchNetworks } from './find-profiles.ts';
import type { FindDeps, Found } from './find-profiles.ts';
import { asNamed, permitsFor, refusalsOf } from './permits.ts';
import { knownMisses, rememberMisses } from './known-misses.ts';
import type { Manners } from './tend.ts';

type Deps = FindDeps & { readonly store: Store; readonly manners: ReadonlyMap<NetworkId, Manners> };

/**
 * Finds out who a contact is: profiles already linked or found are read again by their stable ids, new ones are
 * searched for, and the links are derived from all of them and from the profiles known for others. A contact that is
 * gone is no error.
 * Networks that an admin switched off are not asked, nor those whose terms forbid it for this person.
 * @param only these networks are asked; what is known of the others stays as it is.
 */
export async function resolveContact(
  installation: InstallationId,
  id: ContactId,
  deps: Deps,
  only?: readonly NetworkId[],
): Promise<void> {
  const before = await deps.store.inside(installation, async (w) => {
    const contact = await w.contacts.find(id);
    const { off } = (await w.governance.read()).settings;
    const permits = await permitsFor(w, id, deps.manners);
    const seen = { found: await w.links.found(id), linked: await linkedProfiles(w, id) };
    const answered = contact && (await answeredLately(w, asNamed(contact, permits), seen.found, deps));
    return contact && { contact, off, permits, answered, ...seen };
  });
  if (!before) return;
  const isAsked = (network: NetworkId) => !before.off.includes(network) && (only?.includes(network) ?? true);
  const isNews = (network: NetworkId) => isAsked(network) && !before.answered?.has(network);
  const asking = { ...deps, networks: new Map([...deps.networks].filter(([network]) => isNews(network))) };
  const found = new Set(before.found.map(keyOf));
  const known = new Map([...before.found, ...before.linked].map((profile) => [keyOf(profile), profile]));
  const { refused } = before.permits;
  const may = [...known.values()].filter(({ network }) => !refused.has(network));
  const fresh = await Promise.all(may.map((profile) => readAgain(profile, asking)));
  // Only the trail of what was found for this contact is followed: undoing a link leaves nothing that it led to.
  const trail = fresh.filter((profile) => found.has(keyOf(profile)));
  const why = refusalsOf(before.permits, deps.manners, (network) => deps.networks.has(network));
  const told = new Map([...why].filter(([network]) => isAsked(network)));
  const answered = await searchNetworks(asNamed(before.contact, before.permits), trail, asking, {
    ...before.permits,
    refused: told,
  });
  await deps.store.inside(installation, async (w) => {
    const contact = await w.contacts.hold(id);
    if (!contact) return;
    await keepAnswers(w, id, fresh, answered, deps);
    await rememberMisses(w, asNamed(before.contact, before.permits), answered.asked, deps);
    await deriveLinksOf(w, contact, deps);
    await followUp(w, id, deps);
  });
}

/** Networks that charge and whose last answer about this contact is still good: who it is, or that they know nobody. */
async function answeredLately(
  w: Workspace,
  contact: Contact,
  found: readonly Profile[],
  deps: Deps,
): Promise<ReadonlySet<NetworkId>> {
  const good = (network: NetworkId, at: Date) => {
    const costs = deps.networks.has(network) ? deps.manners.get(network)?.costs : undefined;
    return costs !== undefined && isRemembered(costs, at, deps.now());
  };
  const known = found.filter(({ network, provenance }) => good(network, provenance.fetchedAt));
  return new Set([...known.map(({ network }) => network), ...(await knownMisses(w, contact, deps))]);
}

/** What was answered, but for what may not be kept any more: consent may have been withdrawn meanwhile. */
async function keepAnswers(
  w: Workspace,
  id: ContactId,
  fresh: readonly Profile[],
  { profiles, asked }: Found,
  { manners }: Deps,
): Promise<void> {
  const { refused } = await permitsFor(w, id, manners);
  const may = ({ network }: { readonly network: NetworkId }) => !refused.has(network);
  const found = profiles.filter(may);
  await keepProfiles(w, [...fresh.filter(may), ...found], id);
  await w.links.keepFound(
    id,
    found.map(({ network, id: profile }) => ({ network, id: profile })),
  );
  await w.asked.keep(
    id,
    asked.filter((one) => may(one) || one.outcome === 'trouble'),
  );
}

/**
 * Keeps profiles; contacts that a new or renamed one may belong to are derived again, but for the one that is being
 * resolved. What an account that is gone or silent once said is let go.
 */
async function keepProfiles(w: Workspace, profiles: readonly Profile[], resolving: ContactId): Promise<void> {
  const changed = await w.profiles.keep(profiles);
  for (const profile of profiles.filter(({ standing }) => standing !== 'active'))
    await w.posts.letGo(profile);
  for (const contact of await w.profiles.reached(changed)) {
    if (contact === resolving) continue;
    await w.enqueue('derive', [{ installation: w.installation, contact }], { key: contact });
  }
}

async function linkedProfiles(w: Workspace, id: ContactId): Promise<readonly Profile[]> {
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
    if (deps.manners.get(profile.network)?.showsOnlySome) return profile;
    return { ...profile, standing: 'deleted', provenance: { ...profile.provenance, fetchedAt: deps.now() } };
  } catch (error) {
    if (error instanceof Failure) return profile;
    throw error;
  }
}
