/** What a character is; several hold of one. */
export const LETTER = 1;
/** A letter, a mark on one, or a digit. */
export const WORD = 2;
/** A sign that says as much as a word. */
export const IDEOGRAPH = 4;
export const PICTURE = 8;

const SORTS = [
  [LETTER, /\p{L}/u],
  [WORD, /[\p{L}\p{M}\p{N}]/u],
  [IDEOGRAPH, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u],
  [PICTURE, /\p{Extended_Pictographic}/u],
] as const;

/** Set of every character that was looked at: most texts use few, and each is looked at once. */
const LOOKED_AT = 128;
const sorts = new Uint8Array(0x110000);

/** What the character of a code point is, as the sum of the above. Half of a pair is nothing. */
export function sortOf(code: number): number {
  const known = sorts[code] ?? 0;
  return known === 0 ? lookedAt(code) : known;
}

function lookedAt(code: number): number {
  const character = String.fromCodePoint(code);
  let sort = LOOKED_AT;
  for (const [bit, pattern] of SORTS) if (pattern.test(character)) sort += bit;
  sorts[code] = sort;
  return sort;
}

const small = new Uint16Array(0x10000);

/** The small letter of a code unit, as far as that is one code unit too; else the unit itself, or the first of several. */
export function smallOf(unit: number): number {
  if (unit < 128) return unit > 64 && unit < 91 ? unit + 32 : unit;
  const known = small[unit] ?? 0;
  return known === 0 ? (small[unit] = String.fromCharCode(unit).toLowerCase().charCodeAt(0)) : known;
}
