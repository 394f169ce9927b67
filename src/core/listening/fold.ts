/** Nobody's post is longer; what follows is not looked at. */
export const LONGEST = 20_000;

/** Characters that are not seen and split words for machines only. */
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/gu;

/** A text as it is compared: one case, one width, one way to write each letter, white space as single blanks. */
export function fold(text: string): string {
  return text.slice(0, LONGEST).toLowerCase().normalize('NFKC').replace(UNSEEN, '').replace(/\s+/gu, ' ');
}
