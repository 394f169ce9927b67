import { nameWords, sameGiven } from './matcher/folding.ts';

/**
 * Whether a display name could be that of a person of this name: the family name is there, and the given name is too,
 * whole, short or as an initial. Order, middle names, titles and emoji do not matter. Wide on purpose: it only chooses
 * whom a search looks at; what it lets through is weighed as evidence.
 */
export function couldBeNamed(name: string, displayed: string | undefined): boolean {
  const asked = nameWords(name);
  const shown = nameWords(displayed ?? '');
  const given = asked[0];
  const family = asked.at(-1);
  if (given === undefined || family === undefined || !shown.includes(family)) return false;
  const others = shown.toSpliced(shown.indexOf(family), 1);
  return asked.length === 1 || others.some((word) => mayBeGiven(word, given));
}

function mayBeGiven(word: string, given: string): boolean {
  return sameGiven(word, given) || (word.length === 1 && given.startsWith(word));
}
