import type { FieldKind } from './fields.ts';

/** One way in which two values can be related; level 0 of each field is "one of them is missing". */
export interface Level {
  /** As a person reads it, after the name of the field. */
  readonly words: string;
  /** How far the rarity of the value counts: 1 for equal values, less where only parts agree, 0 for differences. */
  readonly rarity: number;
}

const level = (words: string, rarity = 0): Level => ({ words, rarity });
const MISSING = level('not known on both sides');
const SAME = level('the same', 1);
const DIFFERENT = level('different');

/** The levels of each kind of field. `compare-….ts` give their numbers; a test holds both together. */
export const LEVELS: Readonly<Record<FieldKind, readonly Level[]>> = {
  'given name': [
    MISSING,
    SAME,
    level('another form of one name', 0.5),
    level('a letter off', 0.7),
    level('spelt alike', 0.5),
    level('the first letter alone', 0),
    level('a part of the other', 0.4),
    level('faintly alike'),
    level("the other's family name", 1),
    DIFFERENT,
  ],
  'family name': [
    MISSING,
    SAME,
    level('a letter off', 0.7),
    level('spelt alike', 0.5),
    level('a part of the other', 0.4),
    level("among the other's names", 0.6),
    level('faintly alike'),
    level("the other's given name", 1),
    DIFFERENT,
  ],
  'other names': [
    MISSING,
    SAME,
    level('mostly the same words', 0.5),
    level('some of the same words', 0.3),
    level("the other's given or family name"),
    DIFFERENT,
  ],
  date: [
    MISSING,
    SAME,
    level('a digit off', 0.5),
    level('day and month exchanged', 0.5),
    level('the same year, the day not said'),
    level('two digits off', 0.3),
    level('the same year and month'),
    level('the same year'),
    level('the same day of another year'),
    level('within ten years'),
    DIFFERENT,
  ],
  'e-mail': [
    MISSING,
    SAME,
    level('the same mailbox elsewhere', 0.7),
    level('a letter off', 0.7),
    level('the beginning of the other', 0.7),
    level('two letters off', 0.6),
    level('spelt alike', 0.3),
    level('the same domain'),
    DIFFERENT,
  ],
  phone: [
    MISSING,
    SAME,
    level('a digit off', 0.5),
    level('two digits off', 0.3),
    level('ending the same', 0.3),
    DIFFERENT,
  ],
  postcode: [
    MISSING,
    SAME,
    level('a character off', 0.5),
    level('of the same district', 0.5),
    level('of the same area'),
    DIFFERENT,
  ],
  number: [MISSING, SAME, level('a digit off'), level('close'), level('in another column', 0.5), DIFFERENT],
  identifier: [MISSING, SAME, level('a character off', 0.5), level('two characters off', 0.3), DIFFERENT],
  place: [
    MISSING,
    SAME,
    level('a letter off', 0.7),
    level('spelt alike', 0.5),
    level('a part of the other', 0.4),
    level('in another column', 0.7),
    DIFFERENT,
  ],
  address: [
    MISSING,
    SAME,
    level('a letter off', 0.8),
    level('the same words', 0.8),
    level('mostly the same words', 0.5),
    level('some of the same words', 0.2),
    DIFFERENT,
    level('in another column', 0.8),
  ],
  company: [
    MISSING,
    SAME,
    level('a letter off', 0.8),
    level('the same words', 0.8),
    level('mostly the same words', 0.5),
    level('some of the same words', 0.2),
    DIFFERENT,
  ],
  code: [MISSING, SAME, DIFFERENT],
  text: [
    MISSING,
    SAME,
    level('a letter off', 0.8),
    level('the same words', 0.8),
    level('mostly the same words', 0.5),
    level('some of the same words', 0.2),
    DIFFERENT,
  ],
};
