/** A text without what says who people are, and how to put that back. */
export interface Redacted {
  readonly texts: readonly string[];
  /** What a model wrote, with what its placeholders stand for. */
  readonly restore: (text: string) => string;
}

/** Somebody of the thread: their names are not passed on. */
export interface Named {
  readonly handle: string;
  readonly name?: string | undefined;
}

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
const HANDLE = /[@＠][\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.-]+)?/gu;
/** Seven digits and more, however they are grouped: order and account numbers go with them. */
const NUMBER = /(?<![\p{L}\p{N}])\+?\d(?:[\s().\-/]{0,2}\d){6,}(?![\p{L}\p{N}])/gu;
/** An address on the web often names its owner. */
const LINK = /\bhttps?:\/\/[^\s<>"'“”]+/giu;
/** What looks like a placeholder of ours is none. */
const FORGED = /\[(?:PERSON|MAIL|NUMBER|LINK)_\d+\]/g;

const LEAST_NAME = 3;
/** What a pattern reads as more than itself. */
const SIGNS = /[.*+?^${}()|[\]\\/]/g;

/**
 * Takes e-mail addresses, phone and account numbers, web addresses, handles and the names of the people in the thread out of
 * texts. The same always becomes the same placeholder, so that the texts can still be followed.
 */
export function redact(texts: readonly string[], people: readonly Named[]): Redacted {
  const placeholders = new Map<string, string>();
  const counts = new Map<string, number>();
  const placeholder = (kind: string, of: string) => {
    const key = `${kind} ${of.toLowerCase()}`;
    const known = placeholders.get(key);
    if (known !== undefined) return known;
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    const made = `[${kind}_${n}]`;
    placeholders.set(key, made);
    stands.set(made, of);
    return made;
  };
  const stands = new Map<string, string>();
  const names = namesOf(people);
  const clean = (text: string) =>
    [
      ['MAIL', EMAIL],
      ['LINK', LINK],
      ['PERSON', HANDLE],
      ...names.map((name) => ['PERSON', name] as const),
      ['NUMBER', NUMBER],
    ].reduce(
      (left, [kind, what]) => replaceOutside(left, what as RegExp, (of) => placeholder(kind as string, of)),
      text.replaceAll(FORGED, ''),
    );
  return {
    texts: texts.map(clean),
    restore: (text) => text.replaceAll(/\[[A-Z]+_\d+\]/g, (one) => stands.get(one) ?? ''),
  };
}

/** The longest first: a whole name is one person, each of its parts too. */
function namesOf(people: readonly Named[]): readonly RegExp[] {
  const written = people.flatMap(({ handle, name = '' }) => [handle, name, ...name.split(/[\s,]+/u)]);
  const long = [...new Set(written)].filter((one) => [...one].length >= LEAST_NAME);
  return long
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((one) => new RegExp(`(?<![\\p{L}\\p{N}])${one.replaceAll(SIGNS, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu'));
}

/** What is a placeholder already stays one. */
function replaceOutside(text: string, what: RegExp, by: (of: string) => string): string {
  return text
    .split(/(\[[A-Z]+_\d+\])/)
    .map((part, n) => (n % 2 === 1 ? part : part.replaceAll(what, by)))
    .join('');
}
