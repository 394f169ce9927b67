import { companyWords, fold, nameWords, sameGiven } from './matcher/folding.ts';
import { readAlike } from './matcher/romanise.ts';
import { jaroWinkler } from './matcher/jaro-winkler.ts';

/** How two statements of one field stand to each other. `different` only where both are really known. */
export type Agreement = 'same' | 'compatible' | 'different' | 'unknown';

export const agreement = { name, employer, location } as const;

type Words = readonly string[];

/**
 * Order, titles, marks and case do not matter; a short form, an initial or a name more is compatible. Müller may be
 * written Muller or Mueller: the spelling that agrees best counts.
 */
function name(a: string | undefined, b: string | undefined): Agreement {
  const [left, right] = [withoutAsides(a ?? ''), withoutAsides(b ?? '')];
  const outcomes = [
    compareNames(plain(left), plain(right)),
    compareNames(spelledOut(left), plain(right)),
    compareNames(plain(left), spelledOut(right)),
  ];
  const best = BEST_FIRST.find((one) => outcomes.includes(one)) ?? 'unknown';
  // A romanised name is spelled in many ways: what differs in letters may be the same name.
  return best === 'different' && !readAlike(a ?? '', b ?? '') ? 'unknown' : best;
}

const BEST_FIRST: readonly Agreement[] = ['same', 'compatible', 'unknown', 'different'];

/** `Ada Quist (she/her)` is Ada Quist; a name that is all in brackets stays. */
function withoutAsides(text: string): string {
  const outside = text.replace(/[([][^)\]]*[)\]]/g, ' ').trim();
  return outside === '' ? text : outside;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[øłđðßæœþı]/g, (letter) => PLAIN[letter] ?? letter);
}
// prettier-ignore
const PLAIN: Readonly<Record<string, string>> = {
  ø: 'o', ł: 'l', đ: 'd', ð: 'd', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i',
};

function spelledOut(text: string): string {
  return plain(text.normalize('NFC').replace(/[äöüåø]/gi, (letter) => OUT[letter.toLowerCase()] ?? letter));
}
const OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

function compareNames(a: string, b: string): Agreement {
  const [left, right] = [nameWords(a), nameWords(b)];
  if (left.length === 0 || right.length === 0) return 'unknown';
  if (left.toSorted().join(' ') === right.toSorted().join(' ')) return 'same';
  if (left.length === 1 || right.length === 1) return oneWord(left, right);
  if (within(left, right) || within(right, left))
    return [...left, ...right].some(isAbout) ? 'unknown' : 'compatible';
  if (isHandle(a) || isHandle(b)) return 'unknown';
  if (sameFamily(left, right)) return compareGiven(left, right);
  return scriptsDiffer(a, b) ? 'unknown' : 'different';
}

/** A single word is a given name, a family name or a pseudonym: it can agree, but hardly contradict. */
function oneWord(left: Words, right: Words): Agreement {
  return left.some((l) => right.some((r) => l === r || sameGiven(l, r))) ? 'compatible' : 'unknown';
}

const within = (few: Words, many: Words) => few.every((word) => many.includes(word));

/** Somebody's foundation, fans and parodies carry the name and are not the person. */
const isAbout = (word: string) => ABOUT.has(word);
const ABOUT = new Set(
  'foundation institute society association museum memorial estate consulting studio studios photography agency group team club fan fans fake not parody bot unofficial quotes'.split(
    ' ',
  ),
);

/** `ada_codes`: what is written without a space is hardly a first and a last name. */
const isHandle = (text: string) => !/\s/.test(text.trim());

function sameFamily(left: Words, right: Words): boolean {
  const [l, r] = [left.at(-1) ?? '', right.at(-1) ?? ''];
  if (l === r || alike(l, r) > 0.94) return true;
  if (l.length === 1 || r.length === 1) return l[0] === r[0];
  return left.includes(r) && right.includes(l);
}

/** The family names agree: so must a given name, in some form of it, or by its initial. Paul is hardly Paula. */
function compareGiven(left: Words, right: Words): Agreement {
  const [l = '', r = ''] = [left[0], right[0]];
  const shared = left.slice(0, -1).some((one) => right.slice(0, -1).some((other) => sameGiven(one, other)));
  if (shared || ((l.length === 1 || r.length === 1) && l[0] === r[0])) return 'compatible';
  const stem = (word: string) => word.replace(/[aeiou]$/, '');
  if (stem(l) === stem(r)) return 'unknown';
  return alike(l, r) > 0.9 ? 'compatible' : 'different';
}

/** The same from both sides. */
const alike = (a: string, b: string) => (a < b ? jaroWinkler(a, b) : jaroWinkler(b, a));

/** 山田太郎 and Taro Yamada may be one: without a transliteration nothing is known. */
function scriptsDiffer(a: string, b: string): boolean {
  return /\p{Script=Latin}/u.test(a) !== /\p{Script=Latin}/u.test(b);
}

/** Legal forms do not matter; one name within the other is compatible. Sharing only a first word says nothing. */
function employer(a: string | undefined, b: string | undefined): Agreement {
  const [left, right] = [companyWords(a ?? ''), companyWords(b ?? '')];
  if (left.length === 0 || right.length === 0) return 'unknown';
  if (left.join('') === right.join('')) return 'same';
  if ([...left, ...right].some((word) => NO_EMPLOYER.has(word))) return 'unknown';
  const [l, r] = [left.filter(isNoFiller), right.filter(isNoFiller)];
  if (partOf(l, r) || partOf(r, l)) return 'compatible';
  if (initialsOf(left) === right.join('') || initialsOf(right) === left.join('')) return 'compatible';
  return left[0] === right[0] || scriptsDiffer(a ?? '', b ?? '') ? 'unknown' : 'different';
}

/** Words of a field in which people say that they have no employer, or not this one any more. */
const NO_EMPLOYER = new Set(
  'self freelance freelancer freelancing independent student retired unemployed stealth ex former formerly previously'.split(
    ' ',
  ),
);
const isNoFiller = (word: string) => !FILLERS.has(word);
const FILLERS = new Set('the of and for de la company group holding'.split(' '));

/** One employer's words within the other's, or joined at its beginning; a `Bank` or `University` alone is none. */
function partOf(few: Words, many: Words): boolean {
  if (!few.some((word) => !GENERIC.has(word))) return false;
  return within(few, many) || many.some((_, i) => many.slice(0, i).join('') === few.join(''));
}
const GENERIC = new Set(
  'international global national united university college school institute bank'.split(' '),
);

const initialsOf = (words: Words) => (words.length < 2 ? '' : words.map((word) => word[0]).join(''));

/**
 * `Oslo` and `Oslo, Norway` are compatible. Without a gazetteer `NYC`, `Norge` or a region cannot be told from another
 * place, so that only two full places, a town and more, can contradict each other.
 */
function location(a: string | undefined, b: string | undefined): Agreement {
  const [left, right] = [placeParts(a ?? ''), placeParts(b ?? '')];
  const [l, r] = [left[0], right[0]];
  if (l === undefined || r === undefined) return 'unknown';
  if (left.join('|') === right.join('|')) return 'same';
  if (l === r || l.startsWith(`${r} `) || r.startsWith(`${l} `)) return 'compatible';
  const full = left.length > 1 && right.length > 1 && !left.some((part) => right.includes(part));
  return full && !scriptsDiffer(a ?? '', b ?? '') ? 'different' : 'unknown';
}

const NO_PLACE =
  /^(?:(?:fully )?remote|(?:planet )?earth|world(?:wide)?|global|(?:the )?internet|online|every ?where|any ?where|here|home|the moon|mars)$/;

function placeParts(text: string): Words {
  return fold(text)
    .split(/[,/|·]/)
    .map((part) => part.replace(/[^\p{L}\p{N} ]/gu, '').trim())
    .filter((part) => part !== '' && !NO_PLACE.test(part));
}
