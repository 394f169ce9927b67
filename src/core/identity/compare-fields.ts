import type { Profile } from '../profile.ts';
import { agreement } from './agreement.ts';
import type { Agreement } from './agreement.ts';
import type { Evidence } from './evidence.ts';
import { crmStates, ownDomainOf, speaksForContact, statement, titleOf } from './statements.ts';
import type { Scene } from './statements.ts';

type ComparedField = 'name' | 'employer' | 'location';

/** Weight in bits of each outcome: log2 of how much likelier it is for one person than for two. */
const BITS: Readonly<Record<ComparedField, Readonly<Record<Exclude<Agreement, 'unknown'>, number>>>> = {
  name: { same: 6, compatible: 3, different: -8 },
  employer: { same: 6, compatible: 3, different: -3 },
  location: { same: 3, compatible: 2, different: -3 },
};

/** What the comparison of the fields says, for and against; nothing where one side is unknown. */
export function comparedFields(scene: Scene, profile: Profile): readonly Evidence[] {
  const { contact } = scene;
  const organisation = speaksForEmployer(scene, profile);
  if (organisation) return organisation;
  const pairs: readonly (readonly [ComparedField, string | undefined, string | undefined])[] = [
    ['name', contact.name, profile.name],
    ['employer', contact.company, profile.employer],
    ['location', contact.location, profile.location],
  ];
  return pairs.flatMap(([field, ours, theirs]) => {
    const outcome = agreement[field](ours, theirs);
    if (outcome === 'unknown' || ours === undefined || theirs === undefined) return [];
    const tier = outcome === 'different' ? 'differs' : 'agrees';
    return [
      {
        tier,
        field,
        says: sentence(field, outcome, ours, theirs),
        url: profile.url,
        bits: BITS[field][outcome],
      },
    ];
  });
}

/** An account or page of the contact's employer is the company, not the person. */
function speaksForEmployer({ contact }: Scene, { name, url }: Profile): readonly Evidence[] | undefined {
  const outcome = agreement.employer(contact.company, name);
  const isPerson = agreement.name(contact.name, name);
  if ((outcome !== 'same' && outcome !== 'compatible') || isPerson === 'same' || isPerson === 'compatible')
    return undefined;
  const says = `This speaks for ${name ?? 'a company'}, the contact's employer, not for a person.`;
  return [
    { tier: 'differs', field: 'name', says, url, bits: BITS.name.different },
    {
      tier: 'differs',
      field: 'employer',
      says: 'It is an organisation.',
      url,
      bits: BITS.employer.different,
    },
  ];
}

function sentence(field: ComparedField, outcome: Agreement, ours: string, theirs: string): string {
  const [there, here] = {
    name: [`The profile is of ${theirs}`, `the contact is ${ours}`],
    employer: [`The profile works at ${theirs}`, `the contact at ${ours}`],
    location: [`The profile is in ${theirs}`, `the contact in ${ours}`],
  }[field] as [string, string];
  if (outcome === 'different') return `${there}; ${here}.`;
  if (outcome === 'same') return `Both say ${theirs}.`;
  return `${there}, which fits: ${here}.`;
}

/** What one side states about the other, and nobody proved. */
export function oneSided(scene: Scene, profile: Profile): readonly Evidence[] {
  return [crmStates(scene, profile), statesContact(scene, profile), statedByOwnPage(scene, profile)].filter(
    (evidence) => evidence !== undefined,
  );
}

/** The profile shows the contact's mail address, or links to what the CRM names. */
function statesContact(scene: Scene, profile: Profile): Evidence | undefined {
  const title = titleOf(scene, profile);
  if (profile.emails.some((email) => scene.emails.has(email.trim().toLowerCase()))) {
    const says = `This ${title} profile shows the contact's e-mail address.`;
    return { tier: 'stated', field: 'e-mail', says, url: profile.url, bits: 14 };
  }
  const said = scene.saysOf(profile).find(({ url }) => scene.stated.has(url));
  if (!said) return undefined;
  const says = `This ${title} profile links to ${shown(said.url)}, which the CRM names.`;
  return { tier: 'stated', field: 'website', says, url: profile.url, bits: 7 };
}

/** A page or profile that the CRM names, and that speaks for a person of this name, links here. */
function statedByOwnPage(scene: Scene, profile: Profile): Evidence | undefined {
  const domains = ownDomainOf(scene);
  const own = scene.witnesses.find((one) => {
    const named = [...scene.placesOf(one)].some(
      (place) => scene.stated.has(place) || domains.has(shown(place)),
    );
    return (
      one !== profile && named && speaksForContact(scene, one) && statement(scene, one, profile) !== undefined
    );
  });
  if (!own) return undefined;
  const says = `${shown(own.url)} links to this ${titleOf(scene, profile)} profile.`;
  return { tier: 'stated', field: 'address', says, url: own.url, bits: 8 };
}

const shown = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
