import { companyWords, fold, nameWords, sameGiven } from './matcher/folding.ts';
import { jaroWinkler } from './matcher/jaro-winkler.ts';

/** How two statements of one field stand to each other. `different` only where both are really known. */
export type Agreement = 'same' | 'compatible' | 'different' | 'unknown';

export const agreement = { name, employer, location } as const;

/** Order, titles, marks and case do not matter; a short form, an initial or a missing name in between is compatible. */
function name(a: string | undefined, b: string | undefined): Agreement {
  const [left, right] = [nameWords(a ?? ''), nameWords(b ?? '')];
  if (left.length === 0 || right.length === 0) return 'unknown';
  if (left.toSorted().join(' ') === right.toSorted().join(' ')) return 'same';
  if (left.length === 1 || right.length === 1) return oneWord(left, right);
  if (sameFamily(left, right)) return givenAgrees(left, right) ? 'compatible' : 'different';
  return scriptsDiffer(a ?? '', b ?? '') ? 'unknown' : 'different';
}

/** The family names agree: so must a given name, in some form of it, or by its initial. */
function givenAgrees(left: readonly string[], right: readonly string[]): boolean {
  const [l = '', r = ''] = [left[0], right[0]];
  if (left.some((one) => one !== left.at(-1) && right.some((other) => sameGiven(one, other)))) return true;
  const initial = l.length === 1 || r.length === 1;
  return (initial && l[0] === r[0]) || jaroWinkler(l, r) > 0.9;
}

/** A single word is a given name, a family name or a pseudonym: it can agree, but hardly contradict. */
function oneWord(left: readonly string[], right: readonly string[]): Agreement {
  return left.some((l) => right.some((r) => l === r || sameGiven(l, r))) ? 'compatible' : 'unknown';
}

function sameFamily(left: readonly string[], right: readonly string[]): boolean {
  const [l, r] = [left.at(-1) ?? '', right.at(-1) ?? ''];
  if (l === r || jaroWinkler(l, r) > 0.94) return true;
  if (l.length === 1 || r.length === 1) return l[0] === r[0];
  return left.includes(r) && right.includes(l);
}

/** 山田太郎 and Taro Yamada may be one: without a transliteration nothing is known. */
function scriptsDiffer(a: string, b: string): boolean {
  return /\p{Script=Latin}/u.test(a) !== /\p{Script=Latin}/u.test(b);
}

/** Legal forms do not matter; one name within the other, or its first word, is compatible. */
function employer(a: string | undefined, b: string | undefined): Agreement {
  const [left, right] = [companyWords(a ?? ''), companyWords(b ?? '')];
  if (left.length === 0 || right.length === 0) return 'unknown';
  const [l, r] = [left.join(''), right.join('')];
  if (l === r) return 'same';
  if (l.startsWith(r) || r.startsWith(l) || left[0] === right[0]) return 'compatible';
  const initials = (words: readonly string[]) => words.map((word) => word[0]).join('');
  return initials(left) === r || initials(right) === l ? 'compatible' : 'different';
}

/** `Oslo` and `Oslo, Norway` are compatible; a city and a country alone cannot be compared without a gazetteer. */
function location(a: string | undefined, b: string | undefined): Agreement {
  const [left, right] = [placeParts(a ?? ''), placeParts(b ?? '')];
  if (left.length === 0 || right.length === 0) return 'unknown';
  if (left.join('|') === right.join('|')) return 'same';
  if (left.some((part) => right.includes(part))) return left[0] === right[0] ? 'compatible' : 'unknown';
  return left.length > 1 && right.length > 1 ? 'different' : differentCities(left, right);
}

/** Two single words may be a city and its country; two cities with one more part known cannot. */
function differentCities(left: readonly string[], right: readonly string[]): Agreement {
  return left.length + right.length > 2 ? 'different' : 'unknown';
}

function placeParts(text: string): readonly string[] {
  return fold(text)
    .split(/[,/|·]/)
    .map((part) => part.replace(/[^\p{L}\p{N} ]/gu, '').trim())
    .filter(Boolean);
}
