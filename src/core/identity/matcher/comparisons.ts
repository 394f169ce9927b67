import { jaroWinkler } from './jaro-winkler.ts';
import { sameCountry } from './place.ts';
import { otherForms, sameGiven } from './folding.ts';
import type { ContactTraits, ProfileTraits } from './traits.ts';

/**
 * The fields of the Fellegi–Sunter comparison, each with its levels in words. The first level of each is "nothing to
 * compare" and weighs nothing. Name and handle are two fields, but the handle's levels depend on whether the name
 * agrees, because people make handles from their names (Winkler's conditional dependence).
 */
export const LEVELS = {
  name: [
    'no name to compare',
    'the whole name agrees',
    'a short form of the given name agrees, and the family name',
    'the initial and the family name agree',
    'the given name nearly agrees, and the family name',
    'the given name agrees, and the family name nearly',
    'the given name and the initial of the family name agree',
    'only a given name is shown, and it agrees',
    'the names agree in the other order',
    'only the family name agrees',
    'only the given name agrees',
    'the name shown is a pseudonym, or one word of another name',
    'the profile shows another whole name',
  ],
  handle: [
    'the handle says nothing',
    'the handle is made from the name, as the name shown is',
    'the handle is made from an initial and a name, as the name shown is',
    'the handle is part of the name shown',
    'the handle differs from the name shown',
    'the handle is the whole name, though the name shown is not',
    'the handle is an initial and a name, though the name shown differs',
    'the handle holds a part of the name, though the name shown differs',
  ],
  mailbox: [
    'the handle and the mail address differ',
    'the handle is the mail address before the @',
    'the handle is the mail address before the @, digits included',
  ],
  employer: [
    'no employer to compare',
    'the profile names the same employer',
    'the profile names an employer of nearly that name',
    'the profile mentions the employer',
    'the profile names another employer',
    'the profile names the employer whose domain the mail address has',
  ],
  website: [
    'no website to compare',
    "the website is the mail address's domain",
    "the website is the employer's",
    "the website carries the contact's name",
    'the website is of the family name',
    'the website is somebody else’s',
  ],
  place: [
    'no place to compare',
    'another country',
    'the same country, another city',
    'the same country',
    'the same city',
  ],
  title: ['no title to compare', 'the profile gives the same title'],
} as const;
export type Field = keyof typeof LEVELS;
export const FIELDS = Object.keys(LEVELS) as readonly Field[];

/**
 * What a level may weigh: an agreement never counts against, nor a contradiction for, however few examples there are.
 * Levels that are not named may weigh either way.
 */
export const SIGNS: Partial<
  Record<Field, { readonly for?: readonly number[]; readonly against?: readonly number[] }>
> = {
  name: { for: [1], against: [12] },
  mailbox: { for: [1, 2] },
  employer: { for: [1, 2, 3, 5], against: [4] },
  website: { for: [1, 2, 3], against: [5] },
  place: { for: [3, 4], against: [1] },
  title: { for: [1] },
};

/** The level each field reaches, as an index into `LEVELS`. */
export type Comparison = Readonly<Record<Field, number>>;

export function compare(contact: ContactTraits, profile: ProfileTraits): Comparison {
  const name = nameLevel(contact, profile);
  return {
    name,
    handle: handleLevel(contact, profile, name >= 1 && name <= 6),
    mailbox: mailboxLevel(contact, profile),
    employer: employerLevel(contact, profile),
    website: websiteLevel(contact, profile),
    place: placeLevel(contact, profile),
    title: contact.title.length > 2 && ` ${profile.bio} `.includes(` ${contact.title} `) ? 1 : 0,
  };
}

function nameLevel(c: ContactTraits, p: ProfileTraits): number {
  if (c.given === '' || p.given === '') return 0;
  const given = sameGiven(c.given, p.given);
  if (p.family === '') return given ? 7 : 11;
  if (p.family === c.family) return sameFamily(c, p, given);
  if (given && p.family.length === 1 && p.family === c.family[0]) return 6;
  if (p.family === c.given && p.given === c.family) return 8;
  if (given) return jaroWinkler(p.family, c.family) > 0.9 ? 5 : 10;
  return 12;
}

function sameFamily(c: ContactTraits, p: ProfileTraits, given: boolean): number {
  if (p.given === c.given) return 1;
  if (given) return 2;
  const short = p.given.length === 1 || c.given.length === 1;
  if (short && p.given[0] === c.given[0]) return 3;
  return jaroWinkler(p.given, c.given) > 0.88 ? 4 : 9;
}

/** 1 the whole name, 2 an initial and a name, 3 a part of it, 0 none; the given name in any of its forms. */
function handleShape(c: ContactTraits, handle: string): 0 | 1 | 2 | 3 {
  if (c.given === '' || c.family === '') return handle !== '' && handle === c.given ? 3 : 0;
  const forms = [c.given, ...otherForms(c.given)];
  if (forms.some((g) => handle === g + c.family || handle === c.family + g)) return 1;
  const initials = forms.some((g) => {
    const one = g.slice(0, 1);
    return handle === one + c.family || handle === c.family + one || handle === g + c.family.slice(0, 1);
  });
  if (initials) return 2;
  if (handle === c.family || forms.includes(handle)) return 3;
  return c.family.length > 3 && handle.includes(c.family) ? 3 : 0;
}

function handleLevel(c: ContactTraits, p: ProfileTraits, nameAgrees: boolean): number {
  const shape = handleShape(c, p.handleLetters);
  if (nameAgrees) return shape === 0 ? 4 : shape;
  return shape === 0 ? 0 : shape + 4;
}

function mailboxLevel(c: ContactTraits, p: ProfileTraits): number {
  if (c.mailbox === '' || c.mailbox !== p.handle) return 0;
  return /\p{N}/u.test(c.mailbox) ? 2 : 1;
}

function employerLevel(c: ContactTraits, p: ProfileTraits): number {
  const named = statedEmployerLevel(c, p);
  if (named >= 1 && named <= 2) return named;
  const { domainName } = c;
  if (domainName !== '' && domainName !== c.company) {
    if (p.employer !== '' && isOneEmployer(domainName, p.employer)) return 5;
    if (domainName.length >= 6 && p.bioLetters.includes(domainName)) return 5;
    if (named === 0 && p.employer !== '') return 4;
  }
  return named;
}

function statedEmployerLevel(c: ContactTraits, p: ProfileTraits): number {
  if (c.company === '') return 0;
  if (p.employer === c.company) return 1;
  if (p.employer !== '' && isOneEmployer(c.company, p.employer)) return 2;
  if (c.company.length >= 5 && p.bioLetters.includes(c.company)) return 3;
  return p.employer === '' ? 0 : 4;
}

/** One name begins with the other: `brightmaple` and `brightmaplefoods`. */
function isOneEmployer(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function websiteLevel(c: ContactTraits, p: ProfileTraits): number {
  if (p.site === '') return 0;
  const label = p.site.split('.')[0]?.replaceAll('-', '') ?? '';
  if (c.domain !== '' && p.site === c.domain) return 1;
  if (c.company !== '' && label === c.company) return 2;
  if (c.family === '') return 5;
  if ([c.given, ...otherForms(c.given)].some((g) => label === g + c.family)) return 3;
  return label.includes(c.family) ? 4 : 5;
}

function placeLevel(c: ContactTraits, p: ProfileTraits): number {
  if (c.city !== '' && (p.city === c.city || ` ${p.bio} `.includes(` ${c.city} `))) return 4;
  if (c.country !== '' && p.country !== '')
    return sameCountry(c.country, p.country) ? (c.city && p.city ? 2 : 3) : 1;
  return c.city !== '' && p.city !== '' ? 1 : 0;
}
