import commonNames from './common-names.json' with { type: 'json' };
import { nameWords } from './matcher/folding.ts';

/** How many people a network has, and how many of a company's contacts are there; declared by its connector. */
export interface Population {
  /** Accounts that show a name, about. */
  readonly accounts: number;
  /** The share of business contacts who have a profile there under their own name, about. */
  readonly reach: number;
}

/** Shares per million of the commonest names (US Census Bureau, given names 1990 and surnames 2010; public domain, rounded). */
const SHARES = {
  given: new Map(Object.entries(commonNames.given)),
  family: new Map(Object.entries(commonNames.family)),
} as const;

/** What any other name's share is taken to be, per million: most people carry one of the many rare names. */
const RARE = { given: 60, family: 15 } as const;

const MILLION = 1_000_000;

/** How many other people of a name are to be expected on a network; given and family name taken as independent. */
export function expectedNamesakes(name: string, { accounts }: Population): number {
  const words = nameWords(name);
  const share = (kind: 'given' | 'family', word = '') => (SHARES[kind].get(word) ?? RARE[kind]) / MILLION;
  if (words.length < 2) return accounts * share('given', words[0]);
  return accounts * share('given', words[0]) * share('family', words.at(-1));
}

/**
 * What a name found by searching a whole network proves less than one found among the contacts' own profiles: bits, at
 * most 0. With `bits` for the name so far, the odds that it is somebody else rise from 2^-bits by the namesakes who are
 * to be expected there for each contact who is.
 */
export function namesakeBits(bits: number, namesakes: number, { reach }: Population): number {
  return -Math.log2(1 + 2 ** bits * (namesakes / reach));
}
