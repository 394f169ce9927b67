import {
  compareDates,
  compareIdentifiers,
  compareNumbers,
  comparePhones,
  comparePostcodes,
} from './compare-figures.ts';
import { compareEmail, compareFamily, compareGiven, comparePlace } from './compare-texts.ts';
import type { CompareCodes } from './compare-texts.ts';
import { compareOtherNames, compareWords } from './compare-words.ts';
import { isWhere } from './fields.ts';
import type { Encoded, Field, FieldKind } from './fields.ts';
import { cached } from './level-cache.ts';
import { NAME_AND_DIGITS, OWN_WORDS } from './name-mailboxes.ts';
import type { Lists } from './pool.ts';

/** The level of a field between two records, by their numbers. Level 0: missing on a side; 1: the same. */
export type Compare = (i: number, j: number) => number;

const BY_KIND: Readonly<Record<FieldKind, (field: Field) => CompareCodes>> = {
  'given name': compareGiven,
  'family name': compareFamily,
  'other names': compareOtherNames,
  date: compareDates,
  'e-mail': compareEmail,
  phone: comparePhones,
  postcode: comparePostcodes,
  number: compareNumbers,
  identifier: compareIdentifiers,
  place: comparePlace,
  address: compareWords,
  company: compareWords,
  code: () => () => 2,
  text: compareWords,
};

/** One comparison per field, in the order of the fields. */
export function comparisonsOf({ fields }: Encoded): readonly Compare[] {
  return fields.map((field) => {
    const plain = byCodes(field);
    if (field.kind === 'given name' || field.kind === 'family name')
      return exchangedNames(field, plain, fields);
    if (field.kind === 'e-mail') return beyondNames(field, plain);
    if (field.kind === 'other names') return aliases(field, plain, fields);
    return isWhere(field.kind) ? exchangedPlaces(field, plain, fields) : plain;
  });
}

function byCodes(field: Field): Compare {
  const { codes } = field;
  const compare = BY_KIND[field.kind](field);
  const level = field.kind === 'code' ? compare : cached(compare, field.pool.starts.length - 1);
  return (i, j) => {
    const [a, b] = [codes[i] as number, codes[j] as number];
    if (a === 0 || b === 0) return 0;
    return a === b ? 1 : level(a, b);
  };
}

/** Addresses that are alike because both repeat the same name say nothing; only the same number behind it does. */
function beyondNames({ mailboxes }: Field, plain: Compare): Compare {
  return (i, j) => {
    const level = plain(i, j);
    if (level < 2 || level > 6 || !mailboxes) return level;
    const [one, other] = [mailboxes[i] as number, mailboxes[j] as number];
    if (one === OWN_WORDS && other === OWN_WORDS) return level;
    return level === 2 && (one === NAME_AND_DIGITS || other === NAME_AND_DIGITS) ? level : 0;
  };
}

/** A name that stands in the other's other name column, or among what else the other's full name says. */
function exchangedNames(field: Field, plain: Compare, fields: readonly Field[]): Compare {
  const isGiven = field.kind === 'given name';
  const other = fields.find(({ kind }) => kind === (isGiven ? 'family name' : 'given name'))?.codes;
  const rest = isGiven ? undefined : fields.find(({ kind }) => kind === 'other names');
  const faint = isGiven ? 7 : 6;
  const { codes } = field;
  return (i, j) => {
    const level = plain(i, j);
    if (level < faint || level === 0) return level;
    const [a, b] = [codes[i] as number, codes[j] as number];
    if (other && (a === other[j] || b === other[i])) return isGiven ? 8 : 7;
    if (rest && (says(rest, j, a) || says(rest, i, b))) return 5;
    return level;
  };
}

function says({ codes, words }: Field, record: number, name: number): boolean {
  const code = codes[record] as number;
  return code > 0 && words !== undefined && holds(words, code, name);
}

function holds({ starts, items }: Lists, code: number, item: number): boolean {
  for (let at = starts[code] as number; at < (starts[code + 1] as number); at++)
    if (items[at] === item) return true;
  return false;
}

/** Names beside given and family name that are the other's given or family name. */
function aliases(field: Field, plain: Compare, fields: readonly Field[]): Compare {
  const names = fields
    .filter(({ kind }) => kind === 'given name' || kind === 'family name')
    .map(({ codes }) => codes);
  return (i, j) => {
    const level = plain(i, j);
    if (level !== 5) return level;
    return names.some((codes) => says(field, i, codes[j] as number) || says(field, j, codes[i] as number))
      ? 4
      : 5;
  };
}

/** From which level on another column is looked at, and the level it gives. */
const ELSEWHERE: Partial<Record<FieldKind, readonly [from: number, to: number]>> = {
  number: [5, 4],
  place: [6, 5],
  address: [5, 7],
};

function exchangedPlaces(field: Field, plain: Compare, fields: readonly Field[]): Compare {
  const others = fields.filter((one) => one !== field && isWhere(one.kind)).map(({ codes }) => codes);
  const [from, to] = ELSEWHERE[field.kind] ?? [99, 0];
  const { codes } = field;
  return (i, j) => {
    const level = plain(i, j);
    if (level < from) return level;
    const [a, b] = [codes[i] as number, codes[j] as number];
    return others.some((other) => other[j] === a || other[i] === b) ? to : level;
  };
}
