import type { Contact } from '../core/contact.ts';
import { mayWeigh } from '../core/governance/matching.ts';
import type { Address } from '../core/identity/address.ts';
import { matchingForbidden } from '../core/governance/matching.ts';
import { deriveLinks } from '../core/identity/derive.ts';
import type { Link } from '../core/identity/link.ts';
import { statedBy } from '../core/identity/plan.ts';
import type { Matching } from '../core/identity/matcher/matching.ts';
import { ProfileId } from '../core/ids.ts';
import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import { declined, keyOf } from '../core/profile.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { Store, Workspace } from '../ports/store.ts';
import type { FindDeps } from './find-profiles.ts';
import { asNamed, permitsFor } from './permits.ts';
import type { Manners } from './tend.ts';

/** What deriving a contact takes besides the store. */
export type DeriveDeps = Pick<FindDeps, 'grammars' | 'networks'> & {
  readonly manners: ReadonlyMap<NetworkId, Manners>;
};

/** Derives one contact again, because something it is derived from changed. A contact that is gone is no error. */
export function deriveContact(
  installation: InstallationId,
  contact: ContactId,
  deps: DeriveDeps & { readonly store: Store },
): Promise<void> {
  return deps.store.inside(installation, (w) => deriveAgain(w, contact, deps));
}

/**
 * Derives a contact's links again from what is stored, without asking anybody: after a verdict, or its undoing. What a
 * profile says is read only if it never was, so that an undone verdict leaves the record exactly as it found it.
 */
export async function deriveAgain(w: Workspace, id: ContactId, deps: DeriveDeps): Promise<void> {
  const contact = await w.contacts.hold(id);
  if (!contact) return;
  const understood = (await w.record.rows(id))?.profiles.filter((profile) => profile.influence) ?? [];
  await deriveLinksOf(w, contact, deps);
  await followUp(w, id, deps, new Set(understood.map(keyOf)));
}

/** Everything a contact's links are derived from, but for the verdicts. */
export interface Weighing {
  /** With what they named themselves. */
  readonly contact: Contact;
  readonly profiles: readonly Profile[];
  readonly matching: Matching & { readonly generation: number };
  /** Keys of the profiles that asking about this contact led to, or that a person judged. */
  readonly itsOwn: ReadonlySet<string>;
  /** Those of the profiles that would be weighed had nobody judged any. */
  readonly unjudged: readonly Profile[];
}

/**
 * What is weighed for a contact: the profiles that asking the networks led to, those a person judged, those that had a
 * handle which the CRM names, and those known for whatever reason that the index finds, on networks whose terms allow
 * it for this person.
 */
export async function weighingOf(w: Workspace, kept: Contact, deps: DeriveDeps): Promise<Weighing> {
  const permits = await permitsFor(w, kept.id, deps.manners);
  const { refused } = permits;
  const contact = asNamed(kept, permits);
  const may = ({ network }: { readonly network: NetworkId }) => !refused.has(network);
  const weighed = new Set(weighedNetworks(deps).filter((network) => may({ network })));
  const [all, judged, known] = await Promise.all([
    w.links.found(contact.id),
    w.links.judged(contact.id),
    w.profiles.candidates(contact, [...weighed]),
  ]);
  const theirs = (one: Profile) => mayWeigh(deps.manners.get(one.network)?.terms, one, contact);
  const found = all.filter(may).filter(theirs);
  const its = [...found, ...judged.filter(may)];
  const stated = statedBy(contact, deps.grammars);
  const near = known.filter(theirs).filter((one) => !declined(one, 'suggestion') || isStated(one, stated));
  const handles = [...stated, ...its].map(({ network, handle }) => ({ network, handle }));
  const holders = await w.profiles.holders(handles);
  // Whoever has the handle now is found by asking for it, where anybody can be asked.
  const unasked = holders.filter(({ network, still }) => !still || !deps.networks.has(network));
  const named = await Promise.all(
    [...unasked, ...byTheirIds(stated, deps)]
      .filter(({ network }) => weighed.has(network))
      .map((one) => w.profiles.find(one)),
  );
  const ofThatName = named.filter((profile) => profile !== undefined).filter(theirs);
  const profiles = distinct([...near, ...ofThatName, ...its]);
  const matching = { ...(await w.matching.of(contact, profiles)), holders };
  return {
    contact,
    profiles,
    matching,
    itsOwn: new Set(its.map(keyOf)),
    unjudged: distinct([...near, ...found]),
  };
}

/** Networks whose profiles may be a contact's: those that are asked, and those that tell by themselves who speaks. */
function weighedNetworks({ networks, manners }: DeriveDeps): readonly NetworkId[] {
  const calling = [...manners].filter(([, { push }]) => push !== undefined).map(([network]) => network);
  return [...new Set([...networks.keys(), ...calling])];
}

/** Addresses whose handle may be an id, on networks that cannot be asked whose it is. */
function byTheirIds(
  addresses: readonly Address[],
  { networks, grammars }: DeriveDeps,
): readonly ProfileKey[] {
  const named = addresses.filter(({ network }) => !networks.has(network));
  return named.flatMap(({ network, handle }) => {
    const ofItsOwn = grammars.find((one) => one.network === network)?.idIsNoHandle;
    return ofItsOwn ? [] : [{ network, id: ProfileId.parse(handle) }];
  });
}

/** Whether one of these addresses is the profile's. */
function isStated({ network, handle, id }: Profile, addresses: readonly Address[]): boolean {
  return addresses.some((one) => one.network === network && (one.handle === handle || one.handle === id));
}

function distinct(profiles: readonly Profile[]): readonly Profile[] {
  return [...new Map(profiles.map((profile) => [keyOf(profile), profile])).values()];
}

/** Derives and keeps the links of a contact. Whom only the index names and nothing speaks for is not kept. */
export async function deriveLinksOf(w: Workspace, kept: Contact, deps: DeriveDeps): Promise<void> {
  const { contact, profiles, matching, itsOwn } = await weighingOf(w, kept, deps);
  const verdicts = await w.links.verdicts(contact.id);
  const links = deriveLinks(contact, profiles, deps.grammars, verdicts, matching);
  const worth = links.filter(
    (link) => link.status !== 'rejected' || itsOwn.has(keyOf({ network: link.network, id: link.profile })),
  );
  await w.links.derive(contact.id, worth, profiles.length > 0 ? matching.generation : undefined);
}

/** Contacts that new or renamed profiles may belong to are derived again, where their networks' terms allow it. */
export async function deriveReached(
  w: Workspace,
  changed: readonly ProfileKey[],
  manners: DeriveDeps['manners'],
): Promise<void> {
  const matched = changed.filter(({ network }) => {
    const terms = manners.get(network)?.terms;
    return terms !== undefined && matchingForbidden(terms) === undefined;
  });
  for (const contact of await w.profiles.reached(matched)) {
    await w.enqueue('derive', [{ installation: w.installation, contact }], { key: contact });
  }
}

/** What the links make necessary: reading what linked profiles say, then the record. */
export async function followUp(
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

function isLive(link: Link): boolean {
  return link.status === 'auto' || link.status === 'confirmed';
}
