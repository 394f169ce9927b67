import type { Contact } from '../contact.ts';
import type { Profile, Statement } from '../profile.ts';
import type { AddressGrammar } from './address.ts';
import type { Agreement } from './name-agreement.ts';
import { addressesIn } from './addresses-in.ts';
import { ownDomain } from './domains.ts';
import { traitsOfContact } from './matcher/filing.ts';
import { CRM_NAMES } from './matcher/model.ts';
import type { ContactTraits } from './matcher/traits.ts';
import { nameAgreement, readName } from './name-agreement.ts';
import type { ReadName } from './name-agreement.ts';
import type { Evidence } from './evidence.ts';
import type { Population } from './namesakes.ts';
import { formerHandles, takenOver } from './handle-holders.ts';
import type { HandleHolder } from './handle-holders.ts';
import { phonesOf } from './phone.ts';
import { readAddress, urlOf } from './read-address.ts';
import { statedBy } from './plan.ts';

/** What one contact and everything seen about it state, prepared once for all its profiles. */
export interface Scene {
  readonly contact: Contact;
  readonly profiles: readonly Profile[];
  /** Those that may vouch for others: whoever a person said is not them does not. */
  readonly witnesses: readonly Profile[];
  /** Canonical URLs that the CRM states for the contact. */
  readonly stated: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** As E.164 writes them, where their country is known. */
  readonly phones: ReadonlySet<string>;
  readonly titles: ReadonlyMap<string, string>;
  readonly populations: ReadonlyMap<string, Population>;
  readonly placesOf: (profile: Profile) => ReadonlySet<string>;
  readonly saysOf: (profile: Profile) => readonly Said[];
  readonly holders: readonly HandleHolder[];
  /** The fields of the contact that are compared. */
  readonly traits: ContactTraits;
  /** The name a profile shows, taken apart. */
  readonly nameOf: (profile: Profile) => ReadName;
  /** How that name stands to the contact's. */
  readonly namesOf: (profile: Profile) => Agreement;
}

/** A profile's statement with the canonical URL it leads to. */
export interface Said {
  readonly url: string;
  readonly where: Statement['where'];
  readonly proven: boolean;
}

export function sceneOf(
  contact: Contact,
  profiles: readonly Profile[],
  grammars: readonly AddressGrammar[],
  barred: (profile: Profile) => boolean,
  holders: readonly HandleHolder[] = [],
): Scene {
  const said = new Map(profiles.map((profile) => [profile, sayings(profile, grammars)]));
  const places = new Map(profiles.map((profile) => [profile, placesOf(profile, grammars, holders)]));
  const own = readName(contact.name);
  const names = new Map(profiles.map((profile) => [profile, readName(profile.name)]));
  const nameOf = (profile: Profile) => names.get(profile) ?? readName(profile.name);
  const agreements = new Map(profiles.map((profile) => [profile, nameAgreement(own, nameOf(profile))]));
  return {
    contact,
    profiles,
    witnesses: profiles.filter((profile) => !barred(profile)),
    stated: new Set(statedBy(contact, grammars).map((address) => address.url)),
    emails: new Set(contact.emails.map((email) => email.trim().toLowerCase())),
    phones: new Set(phonesOf(contact)),
    titles: new Map(grammars.map(({ network, title }) => [network, title])),
    populations: new Map(
      grammars.flatMap(({ network, population }) => (population ? [[network, population]] : [])),
    ),
    placesOf: (profile) => places.get(profile) ?? new Set(),
    saysOf: (profile) => said.get(profile) ?? [],
    holders,
    traits: traitsOfContact(contact),
    nameOf,
    namesOf: (profile) => agreements.get(profile) ?? nameAgreement(own, nameOf(profile)),
  };
}

function sayings(profile: Profile, grammars: readonly AddressGrammar[]): readonly Said[] {
  const listed = profile.states.map(({ url, where, proven }) => ({
    url: canonical(url, grammars),
    where,
    proven,
  }));
  const inBio = addressesIn(profile.bio ?? '', grammars).map(({ url }): Said => ({
    url,
    where: 'bio',
    proven: false,
  }));
  return [...listed, ...inBio];
}

function canonical(url: string, grammars: readonly AddressGrammar[]): string {
  return readAddress(url, grammars)?.url ?? url;
}

/**
 * Every canonical URL under which a profile may be named: by its handle, by its id, the one it gives itself, and by
 * handles it had. A handle that was another's before names that one.
 */
function placesOf(
  profile: Profile,
  grammars: readonly AddressGrammar[],
  holders: readonly HandleHolder[],
): ReadonlySet<string> {
  const { network, id, handle, url } = profile;
  const grammar = grammars.find((one) => one.network === network);
  if (!grammar) return new Set([url]);
  const byId = !grammar.idIsNoHandle && grammar.handle.test(id) ? [urlOf(grammar, id)] : [];
  const read = (text: string) => readAddress(text, [grammar])?.url ?? [];
  const formerly = formerHandles(profile, holders).flatMap((one) => read(`${network}:${one}`));
  if (takenOver(profile, holders)) return new Set([...byId, ...formerly]);
  return new Set([url, ...byId, ...[url, `${network}:${handle}`].flatMap(read), ...formerly]);
}

export function titleOf(scene: Scene, profile: Profile): string {
  return scene.titles.get(profile.network) ?? profile.network;
}

/** Does this profile state one of those places, in its person's own words? The statement that does. */
export function statement(scene: Scene, from: Profile, to: Profile): Said | undefined {
  const places = scene.placesOf(to);
  return scene.saysOf(from).find(({ url, where }) => where !== 'third party' && places.has(url));
}

/** Did others write there that one of those places is this person's? */
export function isHearsay(scene: Scene, from: Profile, to: Profile): boolean {
  const places = scene.placesOf(to);
  return scene.saysOf(from).some(({ url, where }) => where === 'third party' && places.has(url));
}

/** One sentence for the CRM's word, or none. */
export function crmStates(scene: Scene, profile: Profile): Evidence | undefined {
  const place = [...scene.placesOf(profile)].find((url) => scene.stated.has(url));
  if (place === undefined) return undefined;
  const domain = profile.domain !== undefined && ownDomainOf(scene).has(profile.domain);
  return {
    tier: 'stated',
    field: 'address',
    says: domain
      ? `The handle ${profile.handle} is the contact's own domain.`
      : isFormer(scene, profile, place)
        ? `The CRM names a handle that this ${titleOf(scene, profile)} profile had before: ${place}`
        : `The CRM names this ${titleOf(scene, profile)} ${profile.network === 'website' ? 'page' : 'profile'}.`,
    url: profile.url,
    bits: CRM_NAMES,
  };
}

function isFormer({ holders }: Scene, profile: Profile, place: string): boolean {
  return formerHandles(profile, holders).some((handle) => place.endsWith(`/${handle}`));
}

/** The website a profile shows: the first page it links to that is no profile on a network. */
export function siteOf(scene: Scene, profile: Profile): string | undefined {
  return scene.saysOf(profile).find(({ url }) => /^https?:\/\/[^/]+$/.test(url))?.url;
}

export function ownDomainOf(scene: Scene): ReadonlySet<string> {
  return new Set([...scene.emails].flatMap((email) => ownDomain(email) ?? []));
}

/** Whether a profile speaks for a person of the contact's name, rather than for a company. */
export function speaksForContact(scene: Scene, profile: Profile): boolean {
  const names = scene.namesOf(profile);
  return names === 'same' || names === 'compatible';
}
