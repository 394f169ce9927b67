import anyAscii from 'any-ascii';

/** Scripts whose letters do not tell how a name is read: Han is read in several languages, the others leave vowels out. */
const UNREADABLE = /\p{Script=Han}|\p{Script=Arabic}|\p{Script=Hebrew}/u;
const ASCII = /^[\0-\x7f]*$/;

/**
 * Letters of other scripts, and Latin ones that are no plain letter with a mark (ß, ø, ł), in plain Latin: names are
 * compared in it. Han, Arabic and Hebrew letters stay, and so does what is no letter.
 */
export function romanise(text: string): string {
  if (ASCII.test(text)) return text;
  return text.replace(/\p{L}/gu, (letter) => (UNREADABLE.test(letter) ? letter : anyAscii(letter)));
}

/** Whether what two names say can be compared letter by letter: both are read alike, or both are not. */
export function readAlike(a: string, b: string): boolean {
  return scriptOf(a) === scriptOf(b);
}

const SCRIPTS = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
] as const;

function scriptOf(text: string): string {
  return SCRIPTS.find(([, script]) => script.test(text))?.[0] ?? 'another';
}
