import { nameWords, sameGiven } from './matcher/folding.ts';
import { jaroWinkler } from './matcher/jaro-winkler.ts';
import { readAlike } from './matcher/romanise.ts';

/** How two statements of one field stand to each other. `different` only where both are really known. */
export type Agreement = 'same' | 'compatible' | 'different' | 'unknown';

type Words = readonly string[];

/** One way of spelling a name, taken apart. */
interface Spelling {
  readonly text: string;
  readonly words: Words;
  /** The words in the order of the alphabet, which is nobody's own. */
  readonly sorted: string;
}

/** A name taken apart once, so that it can be held against many. */
export interface ReadName {
  readonly written: string;
  readonly plain: Spelling;
  /** Müller as Mueller; `plain` itself where nothing is spelled out. */
  readonly spelledOut: Spelling;
}

export function readName(written = ''): ReadName {
  const name = withoutAsides(written);
  const [simple, out] = [plain(name), spelledOut(name)];
  const spelled = spellingOf(simple);
  return { written, plain: spelled, spelledOut: out === simple ? spelled : spellingOf(out) };
}

function spellingOf(text: string): Spelling {
  const words = nameWords(text);
  return { text, words, sorted: words.toSorted().join(' ') };
}

/**
 * Order, titles, marks and case do not matter; a short form, an initial or a name more is compatible. Müller may be
 * written Muller or Mueller: the spelling that agrees best counts.
 */
export function nameAgreement(a: ReadName, b: ReadName): Agreement {
  const outcomes = [compareNames(a.plain, b.plain)];
  if (a.spelledOut !== a.plain) outcomes.push(compareNames(a.spelledOut, b.plain));
  if (b.spelledOut !== b.plain) outcomes.push(compareNames(a.plain, b.spelledOut));
  const best = BEST_FIRST.find((one) => outcomes.includes(one)) ?? 'unknown';
  // A romanised name is spelled in many ways: what differs in letters may be the same name.
  return best === 'different' && !readAlike(a.written, b.written) ? 'unknown' : best;
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

function compareNames(a: Spelling, b: Spelling): Agreement {
  const [left, right] = [a.words, b.words];
  if (left.length === 0 || right.length === 0) return 'unknown';
  if (a.sorted === b.sorted) return 'same';
  if (left.length === 1 || right.length === 1) return oneWord(left, right);
  if (within(left, right) || within(right, left))
    return left.some(isAbout) || right.some(isAbout) ? 'unknown' : 'compatible';
  if (isHandle(a.text) || isHandle(b.text)) return 'unknown';
  if (sameFamily(left, right)) return compareGiven(left, right);
  return scriptsDiffer(a.text, b.text) ? 'unknown' : 'different';
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
export function scriptsDiffer(a: string, b: string): boolean {
  return /\p{Script=Latin}/u.test(a) !== /\p{Script=Latin}/u.test(b);
}
