import { oneOf, upTo } from './draw.ts';
import type { Random } from './draw.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const DIGITS = [...'0123456789'];
/** What is read for what (the confusions of FEBRL's generator, Christen 2005): spelt as heard, or as scanned. */
const HEARD: readonly (readonly [string, string])[] = [
  ['ph', 'f'],
  ['ck', 'k'],
  ['ie', 'y'],
  ['ee', 'ea'],
  ['ll', 'l'],
  ['s', 'z'],
  ['c', 'k'],
  ['i', 'y'],
  ['ey', 'y'],
  ['rn', 'm'],
  ['cl', 'd'],
  ['l', '1'],
  ['o', '0'],
];

/** One slip of the pen: a character lost, added, replaced, or two in the wrong order. */
export function slip(text: string, random: Random): string {
  if (text.length < 2) return text;
  const at = upTo(text.length - 1, random);
  const other = oneOf(/\d/.test(text.charAt(at)) ? DIGITS : LETTERS, random);
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  switch (upTo(5, random)) {
    case 0:
      return before + after;
    case 1:
      return before + other + text.slice(at);
    case 2:
      return before + other + after;
    case 3:
      return before + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
    default:
      return heard(text, random);
  }
}

function heard(text: string, random: Random): string {
  const [from, to] = oneOf(HEARD, random);
  return text.includes(from) ? text.replace(from, to) : slip(text, random);
}

/** Two letters anywhere change places, as in a careless anonymisation. */
export function farSwap(text: string, random: Random): string {
  const letters = [...text];
  const [i, j] = [upTo(letters.length, random), upTo(letters.length, random)];
  [letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? ''];
  return letters.join('');
}

/** Up to `most` slips, fewer more often. */
export function slips(text: string, most: number, random: Random): string {
  let slipped = text;
  for (let n = 0; n < most && (n === 0 || random() < 0.35); n++) slipped = slip(slipped, random);
  return slipped;
}

/** A date `yyyy-mm-dd` written wrongly: a digit, the order of day and month, a month or a year off. */
export function wrongDate(date: string, random: Random): string {
  const [year = '', month = '', day = ''] = date.split('-');
  switch (upTo(5, random)) {
    case 0:
      return Number(day) <= 12 ? `${year}-${day}-${month}` : `${year}-${month}-${two(1 + upTo(28, random))}`;
    case 1:
      return `${year}-${two(1 + upTo(12, random))}-${day}`;
    case 2:
      return `${Number(year) + oneOf([-1, 1, 10, -10, 2], random)}-${month}-${day}`;
    case 3:
      return `${year}-${month}-${two(Math.max(1, (Number(day) + oneOf([1, -1, 10], random)) % 29))}`;
    default:
      return `${year}-${two(1 + (Number(month) % 12))}-${day}`;
  }
}

const two = (value: number): string => String(value).padStart(2, '0');
