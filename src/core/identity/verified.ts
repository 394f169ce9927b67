import { keyOf } from '../profile.ts';
import type { Profile } from '../profile.ts';
import { hostOf } from './domains.ts';
import type { Evidence } from './evidence.ts';
import { ownDomainOf, speaksForContact, statement, titleOf } from './statements.ts';
import type { Scene } from './statements.ts';

/**
 * The profiles that are verified: a loop of statements closes between the contact and the profile, or the network
 * proved one. What is verified anchors what it proves in turn, until nothing more follows.
 * A loop counts only where somebody of the contact's name speaks: a company's site must not become a person.
 */
export function verifiedProfiles(scene: Scene): ReadonlyMap<string, Evidence> {
  const verified = new Map<string, Evidence>();
  for (const profile of scene.profiles) {
    const evidence = byEmail(scene, profile) ?? byPhone(scene, profile) ?? byDomain(scene, profile);
    if (evidence) verified.set(keyOf(profile), evidence);
  }
  let grown = -1;
  while (grown < verified.size) {
    grown = verified.size;
    for (const profile of scene.profiles.filter((one) => !verified.has(keyOf(one)))) {
      const evidence = byLoop(scene, profile, verified);
      if (evidence) verified.set(keyOf(profile), evidence);
    }
  }
  return verified;
}

/** The mail address is on the profile, and either side proves more: the CRM names the profile, or it is keyed by it. */
function byEmail(scene: Scene, profile: Profile): Evidence | undefined {
  const shown = profile.emails.find((email) => scene.emails.has(email.trim().toLowerCase()));
  if (shown === undefined || scene.namesOf(profile) === 'different') return undefined;
  const named = crmNames(scene, profile);
  const keyed = profile.keyedBy !== undefined && scene.emails.has(profile.keyedBy.trim().toLowerCase());
  if (!named && !keyed) return undefined;
  const says = keyed
    ? `Only the owner of the contact's e-mail address can publish this ${titleOf(scene, profile)} profile.`
    : `The CRM names this profile, and the profile shows the contact's e-mail address.`;
  return { tier: 'verified', field: 'e-mail', says, url: profile.url };
}

/**
 * Only the owner of one of the contact's numbers can write from this profile. The whole number decides, with its country:
 * what ends alike may be somebody else's.
 */
function byPhone(scene: Scene, profile: Profile): Evidence | undefined {
  const { keyedBy, url } = profile;
  if (!keyedBy?.startsWith('+') || scene.namesOf(profile) === 'different') return undefined;
  if (!scene.phones.has(keyedBy)) return undefined;
  const says = `Only the owner of the contact's phone number can write from this ${titleOf(scene, profile)} profile.`;
  return { tier: 'verified', field: 'phone', says, url };
}

/** The network proved that the profile controls the contact's own domain, and the names agree. */
function byDomain(scene: Scene, profile: Profile): Evidence | undefined {
  if (profile.domain === undefined || !speaksForContact(scene, profile)) return undefined;
  const { domain } = profile;
  const site = hostOf(scene.contact.website ?? '') === domain || scene.stated.has(`https://${domain}`);
  if (!site && !ownDomainOf(scene).has(domain)) return undefined;
  const whose = site ? "the contact's website" : "the domain of the contact's e-mail address";
  const says = `${titleOf(scene, profile)} has proven that this profile controls ${domain}, ${whose}.`;
  return { tier: 'verified', field: 'domain', says, url: profile.url };
}

function byLoop(
  scene: Scene,
  profile: Profile,
  verified: ReadonlyMap<string, Evidence>,
): Evidence | undefined {
  for (const anchor of scene.witnesses) {
    const there = statement(scene, anchor, profile);
    const back = statement(scene, profile, anchor);
    if (anchor === profile || !(there ?? back)) continue;
    const sure = verified.has(keyOf(anchor));
    const closed = (there && back) || (sure && there?.proven) || back?.proven;
    if (!closed || !(sure || crmNames(scene, anchor)) || !aPersonSpeaks(scene, profile, anchor)) continue;
    return {
      tier: 'verified',
      field: 'website',
      says: loopSentence(scene, profile, anchor, there, back),
      url: anchor.url,
    };
  }
  return undefined;
}

function crmNames(scene: Scene, profile: Profile): boolean {
  return [...scene.placesOf(profile)].some((place) => scene.stated.has(place));
}

function aPersonSpeaks(scene: Scene, profile: Profile, anchor: Profile): boolean {
  if (speaksForContact(scene, profile)) return true;
  const other = scene.namesOf(profile);
  return other === 'unknown' && speaksForContact(scene, anchor);
}

type MaybeSaid = ReturnType<typeof statement>;

function loopSentence(
  scene: Scene,
  profile: Profile,
  anchor: Profile,
  there: MaybeSaid,
  back: MaybeSaid,
): string {
  const title = titleOf(scene, profile);
  const from =
    anchor.network === 'website' ? anchor.handle : `the ${titleOf(scene, anchor)} profile ${anchor.handle}`;
  if (there && back)
    return `${capital(from)} links to this ${title} ${noun(profile)} (${there.where}), and it links back.`;
  if (there)
    return `${capital(from)} shows this ${title} ${noun(profile)} as an account whose ownership was verified.`;
  return `${title} has verified that ${from} links back to this ${noun(profile)}.`;
}

const noun = (profile: Profile) => (profile.network === 'website' ? 'page' : 'account');
const capital = (text: string) => (text.startsWith('the ') ? `T${text.slice(1)}` : text);
