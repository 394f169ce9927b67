/** Any character at all. */
export const ANY = '*';
/** So many letters of a beginning are told apart. */
export const LETTERS = 3;

/** Beginnings of what an expression can match, in small letters; one with fewer of them is a whole match. */
type Beginnings = ReadonlySet<string>;

const NOTHING: Beginnings = new Set(['']);

/**
 * With which letters a match of a regular expression can begin, three at most; any at all where it need not begin with a word
 * (by `\b` or `^`). Of the syntax it knows what the turns of phrase are written in: alternatives, groups, sets without
 * ranges, `?`, `*`, `+`, `{0,4}`, and `\w` and its like.
 * @throws Error for what is none of that.
 */
export function openingLetters({ source }: RegExp): Beginnings {
  const { found, rest } = alternatives(source.toLowerCase(), true);
  if (rest !== '') throw new Error(`“${source}” is read only up to “${rest}”.`);
  return found;
}

interface Read {
  readonly found: Beginnings;
  readonly rest: string;
}

function alternatives(source: string, whole = false): Read {
  const found = new Set<string>();
  for (let rest = source; ; rest = rest.slice(1)) {
    if (whole && !/^(?:\\b|\^)/.test(rest)) found.add(ANY);
    const one = sequence(rest);
    for (const beginning of one.found) found.add(beginning);
    rest = one.rest;
    if (!rest.startsWith('|')) return { found, rest };
  }
}

function sequence(source: string): Read {
  let found = NOTHING;
  let rest = source;
  while (rest !== '' && !/^[|)]/.test(rest)) {
    const part = quantified(atom(rest));
    found = followed(found, part.found);
    rest = part.rest;
  }
  return { found, rest };
}

function atom(source: string): Read {
  if (source.startsWith('(?:')) {
    const { found, rest } = alternatives(source.slice(3));
    return { found, rest: rest.slice(1) };
  }
  const [written = '', set] = /^(?:\[([^\]^]+)\]|\\.|[^()[\]{}*+?|\\])/.exec(source) ?? [];
  if (written === '' || /.-./.test(set ?? '')) throw new Error(`“${source}” begins with what is not known.`);
  const rest = source.slice(written.length);
  if (/^(?:\\b|\^|\$)$/.test(written)) return { found: NOTHING, rest };
  if (/^(?:\.|\\[wsd])$/.test(written)) return { found: new Set([ANY]), rest };
  return { found: new Set(set ?? written.at(-1)), rest };
}

function quantified({ found, rest }: Read): Read {
  const [sign] = /^(?:[?*+]|\{\d+,\d*\})/.exec(rest) ?? [];
  if (sign === undefined) return { found, rest };
  const more = sign === '?' ? found : new Set([...found, ...followed(found, found)]);
  return { found: sign === '+' ? more : new Set([...more, '']), rest: rest.slice(sign.length) };
}

function followed(first: Beginnings, then: Beginnings): Beginnings {
  const both = new Set<string>();
  for (const one of first)
    if (one.length === LETTERS) both.add(one);
    else for (const other of then) both.add((one + other).slice(0, LETTERS));
  return both;
}
