import { companyWords, fold } from './matcher/folding.ts';
import { nameAgreement, readName, scriptsDiffer } from './name-agreement.ts';
import type { Agreement } from './name-agreement.ts';

export const agreement = { name, employer, location } as const;

type Words = readonly string[];

/** How two written names stand to each other; whoever holds one against many reads it once (`readName`). */
function name(a: string | undefined, b: string | undefined): Agreement {
  return nameAgreement(readName(a), readName(b));
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

const within = (few: Words, many: Words) => few.every((word) => many.includes(word));

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
