import type { Profile } from '../profile.ts';
import type { Evidence } from './evidence.ts';
import { placeOf } from './matcher/place.ts';
import { phoneShown } from './phone.ts';
import { crmStates, isHearsay, ownDomainOf, speaksForContact, statement, titleOf } from './statements.ts';
import type { Scene } from './statements.ts';

/** Weight in bits of what one side states about the other: log2 of how much likelier it is said of the right one. */
const BITS = { ownPage: 9, email: 14, phone: 12, site: 7, hearsay: 4 } as const;

/**
 * What one side states about the other, and nobody proved.
 * @param isSure whether a profile is proven or confirmed to be the contact's: then its word is the contact's.
 */
export function oneSided(
  scene: Scene,
  profile: Profile,
  isSure: (profile: Profile) => boolean,
): readonly Evidence[] {
  const all = [
    crmStates(scene, profile),
    ownPageStates(scene, profile, isSure),
    othersState(scene, profile, isSure),
    profileStates(scene, profile),
    showsPhone(scene, profile),
  ];
  return all.filter((evidence) => evidence !== undefined);
}

/** The profile shows the contact's mail address, or links to what the CRM names. */
function profileStates(scene: Scene, profile: Profile): Evidence | undefined {
  const title = titleOf(scene, profile);
  if (profile.emails.some((email) => scene.emails.has(email.trim().toLowerCase()))) {
    const says = `This ${title} profile shows the contact's e-mail address.`;
    return { tier: 'stated', field: 'e-mail', says, url: profile.url, bits: BITS.email };
  }
  const said = scene.saysOf(profile).find(({ url }) => scene.stated.has(url));
  if (!said) return undefined;
  const says = `This ${title} profile links to ${shown(said.url)}, which the CRM names.`;
  const bits = said.where === 'third party' ? BITS.hearsay : BITS.site;
  return { tier: 'stated', field: 'website', says, url: profile.url, bits };
}

/** In what it says of itself, or because it writes from there: where the CRM leaves out the country, both are only alike. */
function showsPhone({ contact }: Scene, { bio, keyedBy, url }: Profile): Evidence | undefined {
  const { country } = placeOf(contact.location ?? '');
  const written = [bio, keyedBy?.startsWith('+') ? keyedBy : undefined].filter(Boolean).join('\n');
  const shown = phoneShown(written, contact.phones, country);
  if (!shown) return undefined;
  const says = `The profile shows the contact's phone number, ${shown}.`;
  return { tier: 'stated', field: 'phone', says, url, bits: BITS.phone };
}

/** A page or profile links here that is surely the contact's, or that the CRM names and that speaks for the name. */
function ownPageStates(
  scene: Scene,
  profile: Profile,
  isSure: (profile: Profile) => boolean,
): Evidence | undefined {
  const own = scene.witnesses.find(
    (one) =>
      one !== profile && statement(scene, one, profile) && (isSure(one) || isNamedAndSpeaks(scene, one)),
  );
  if (!own) return undefined;
  const says = `${shown(own.url)} links to this ${titleOf(scene, profile)} profile.`;
  return { tier: 'stated', field: 'address', says, url: own.url, bits: BITS.ownPage };
}

/** Somewhere that is surely about the contact others wrote this address down. Neither side said so: it is no proof. */
function othersState(
  scene: Scene,
  profile: Profile,
  isSure: (profile: Profile) => boolean,
): Evidence | undefined {
  const about = scene.witnesses.find(
    (one) =>
      one !== profile && isHearsay(scene, one, profile) && (isSure(one) || isNamedAndSpeaks(scene, one)),
  );
  if (!about) return undefined;
  const says = `${titleOf(scene, about)} names this ${titleOf(scene, profile)} profile; what stands there is written by others.`;
  return { tier: 'agrees', field: 'address', says, url: about.url, bits: BITS.hearsay };
}

function isNamedAndSpeaks(scene: Scene, one: Profile): boolean {
  const domains = ownDomainOf(scene);
  const named = [...scene.placesOf(one)].some(
    (place) => scene.stated.has(place) || domains.has(shown(place)),
  );
  return named && speaksForContact(scene, one);
}

const shown = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
