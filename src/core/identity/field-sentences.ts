import type { Contact } from '../contact.ts';
import type { Profile } from '../profile.ts';
import { LEVELS } from './matcher/comparisons.ts';
import type { Field } from './matcher/comparisons.ts';
import type { PairFacts } from './matcher/model.ts';

type Say = (level: number, contact: Contact, profile: Profile, facts: PairFacts) => string | undefined;

/** One sentence about how a field of the two compares, with what both say, for a rep to read and check. */
export function saysOfField(
  field: Field,
  level: number,
  contact: Contact,
  profile: Profile,
  facts: PairFacts,
): string {
  const said = SAYS[field](level, contact, profile, facts);
  return said ?? `${sentence(LEVELS[field][level] ?? LEVELS[field][0])}.`;
}

const SAYS: Readonly<Record<Field, Say>> = {
  name: (level, { name: ours }, { name: theirs, handle }, facts) => {
    if (ours === undefined) return undefined;
    if (theirs === undefined) return `The profile shows no name but ${handle}.`;
    const common = commonness(facts, level);
    if (level === 1) return `Both are ${theirs}${common}.`;
    if (level >= 9) return `The profile is of ${theirs}; the contact is ${ours}.`;
    return `The profile is of ${theirs}, which fits: the contact is ${ours}${common}.`;
  },
  handle: (level, _, { handle }) => {
    const shape = HANDLES[level];
    return shape && `The handle ${handle} ${shape}.`;
  },
  mailbox: (level, { emails }, { handle }) =>
    level === 0 ? undefined : `The handle ${handle} is written like the mail address ${emails[0] ?? ''}.`,
  employer: (level, { company }, { employer, bio }) => {
    if (company === undefined) return undefined;
    const theirs = employer ?? 'the employer in its bio';
    if (level === 4)
      return employer
        ? `The profile works at ${employer}; the contact at ${company}.`
        : `The profile names another employer in its bio (“${cut(bio)}”); the contact works at ${company}.`;
    if (level === 3) return `The profile's bio mentions ${company}, where the contact works.`;
    return level === 1
      ? `Both work at ${company}.`
      : `The profile works at ${theirs}, which fits: the contact at ${company}.`;
  },
  website: () => undefined,
  place: (level, { location: ours }, { location: theirs }) => {
    if (ours === undefined || theirs === undefined) return level === 4 ? `The bio names ${ours}.` : undefined;
    if (level <= 2) return `The profile is in ${theirs}; the contact in ${ours}.`;
    return ours === theirs
      ? `Both are in ${theirs}.`
      : `The profile is in ${theirs}, which fits: the contact in ${ours}.`;
  },
  title: (_, { title }) => title && `The profile gives the same title, ${title}.`,
};

const HANDLES: readonly (string | undefined)[] = [
  undefined,
  'is the name written together',
  'is an initial and a name',
  'is part of the name',
  'has nothing of the name in it',
  'is the contact’s whole name, though the name shown is not',
  'is an initial and a name of the contact’s, though the name shown differs',
  'holds a part of the contact’s name, though the name shown differs',
];

const COUNT = new Intl.NumberFormat('en');

/** How common the name is there: what makes its agreement prove much or little. */
function commonness({ rarity }: PairFacts, level: number): string {
  const others = (rarity[0] ?? 0) - 1;
  if (level > 5) return '';
  if (others < 1) return ', a name nobody else is known by there';
  return `, a name that ${others === 1 ? 'one other profile is' : `${COUNT.format(others)} other profiles are`} known by there`;
}

const cut = (text = '') => (text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text);
const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
