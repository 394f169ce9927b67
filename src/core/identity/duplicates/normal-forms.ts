import { companyWords, nameWords } from '../matcher/folding.ts';
import { dateTexts } from './dates.ts';
import type { Kind } from './kinds.ts';
import { latin, plain } from './plain.ts';

/** How the values of a column are written so that equal things are equal; an empty text is missing. */
export function normalForms(kind: Kind, values: readonly string[]): readonly string[] {
  switch (kind) {
    case 'given name':
    case 'family name':
    case 'full name':
      return values.map((value) => nameWords(latin(value)).join(' '));
    case 'date':
      return dateTexts(values);
    case 'e-mail':
      return values.map((value) => latin(value).replace(/\s+/g, ''));
    case 'phone':
      return values.map(nationalDigits);
    case 'postcode':
    case 'identifier':
      return values.map((value) => plain(value).replaceAll(' ', ''));
    case 'number':
      return values.map((value) => plain(value).replace(/^0+(?=\d)/, ''));
    case 'company':
      return values.map((value) => companyWords(latin(value)).join(' '));
    case 'code':
      return codes(values);
    default:
      return values.map(plain);
  }
}

/** The last nine digits: with or without country code and trunk zero, a number ends the same. */
const nationalDigits = (value: string): string => value.replace(/\D/g, '').slice(-9);

const GENDERS = new Map(
  Object.entries({
    m: 'm',
    male: 'm',
    man: 'm',
    mr: 'm',
    f: 'f',
    female: 'f',
    woman: 'f',
    mrs: 'f',
    ms: 'f',
  }),
);

function codes(values: readonly string[]): readonly string[] {
  const folded = values.map(plain);
  const gendered = folded.filter((value) => GENDERS.has(value)).length >= (folded.length - 1) * 0.5;
  return gendered ? folded.map((value) => GENDERS.get(value) ?? value) : folded;
}
