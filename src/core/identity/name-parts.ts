/** A name as CRMs keep it, in two parts. */
export interface NameParts {
  readonly first?: string;
  readonly last: string;
}

/** Words that begin a family name, as they are written inside a name. */
const PARTICLES: ReadonlySet<string> = new Set(
  'af al av bin da dal das de del della den der des di do dos du el ibn la le ten ter van von zu'.split(' '),
);
const DECORATION =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Cf}\p{Co}\uFE0E\uFE0F]|[([（【].*?[)\]）】]/gu;
/** Written with the family name first, and mostly without a blank between the two. */
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\s]+$/u;
/** Whatever is longer is no name. */
const LONGEST = 300;
const TITLES = /^(ph\.?\s?d|m\.?d|mba|msc|bsc|cfa|cpa|esq|jr|sr|i{2,3})\.?$/i;

/**
 * A display name in the two parts that CRMs have. What cannot be told apart stays together as the last name; ornaments
 * and what stands in brackets are no name. Undefined where no letter is left.
 */
export function namePartsOf(shown: string): NameParts | undefined {
  const plain = shown
    .slice(0, LONGEST)
    .normalize('NFC')
    .replaceAll(DECORATION, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (!/\p{L}/u.test(plain)) return undefined;
  const [before = '', ...after] = plain.split(/\s*,\s*/);
  const behind = after.filter((part) => part !== '' && !TITLES.test(part)).join(' ');
  if (behind !== '' && before !== '') return { first: behind, last: before };
  return inOrder(before === '' ? behind : before);
}

function inOrder(name: string): NameParts {
  const words = name.split(' ');
  const [one = name, ...more] = words;
  if (more.length === 0) return { last: one };
  if (FAMILY_FIRST.test(name)) return { first: more.join(' '), last: one };
  const particle = words.findIndex((word, n) => n > 0 && n < words.length - 1 && PARTICLES.has(word));
  const at = particle < 0 ? words.length - 1 : particle;
  return { first: words.slice(0, at).join(' '), last: words.slice(at).join(' ') };
}
