import { romanise } from './romanise.ts';
import nicknames from './nicknames.json' with { type: 'json' };

/**
 * Compatibility-decomposed, without marks and invisible signs, in plain Latin letters where a script tells how it is
 * read, lower case: how two spellings of one name become equal.
 */
export function fold(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  const visible = text.replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '');
  return romanise(visible.normalize('NFKC')).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const NO_NAME = new Set([
  'dr',
  'prof',
  'mr',
  'mrs',
  'ms',
  'jr',
  'sr',
  'ii',
  'iii',
  'iv',
  'phd',
  'md',
  'mba',
  'esq',
]);

/** The words of a name, folded, without titles and suffixes; `O'Neil` is one word. */
export function nameWords(name: string): readonly string[] {
  const words = fold(name)
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '' && !NO_NAME.has(word));
}

/** Letters only, as handles and domains write names together. */
export function letters(text: string): string {
  return fold(text).replace(/[^\p{L}]/gu, '');
}

const LEGAL_FORMS = new Set([
  'inc',
  'ltd',
  'llc',
  'gmbh',
  'co',
  'corp',
  'ag',
  'sa',
  'plc',
  'bv',
  'oy',
  'ab',
  'limited',
]);

/** A company's words, folded, without its legal form. */
export function companyWords(company: string): readonly string[] {
  const words = fold(company)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word));
  while (words.length > 1 && LAST_WORDS.has(words.at(-1) ?? '')) words.pop();
  return words;
}

/** Legal forms that are words of their own elsewhere in a name. */
const LAST_WORDS = new Set(
  'srl sarl sas spa nv as aps kg ohg ug se sl slu ltda pte pty kk oyj asa doo zrt kft bvba llp lp pbc sro incorporated corporation'.split(
    ' ',
  ),
);

const shortForms: Readonly<Record<string, string>> = nicknames;
const known = new Map(Object.entries(shortForms).map(([name, others]) => [name, new Set(others.split(' '))]));

/** Other forms of a given name, in both directions (carltonnorthern/nicknames, Apache-2.0); not the name itself. */
export function otherForms(given: string): ReadonlySet<string> {
  return known.get(given) ?? NONE;
}
const NONE: ReadonlySet<string> = new Set();

/** Whether two given names can be one: equal, a short form, or two short forms of one name. */
export function sameGiven(a: string, b: string): boolean {
  if (a === b || otherForms(a).has(b)) return true;
  for (const form of otherForms(a)) if (otherForms(b).has(form)) return true;
  return false;
}
