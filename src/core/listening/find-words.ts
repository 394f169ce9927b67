interface Node {
  readonly next: Map<number, Node>;
  /** Where the search goes on when the next character does not fit: the longest end of what was read that begins a word. */
  fallback: Node | undefined;
  /** The words that end here, by their place in the list. */
  readonly ends: number[];
}

const node = (): Node => ({ next: new Map(), fallback: undefined, ends: [] });

/**
 * Finds which of some words stand in a text, all of them in one pass whose time is linear in the text (Aho and Corasick,
 * "Efficient string matching", 1975). Words and text are compared as they are: fold them before.
 * @returns for a text the places in the list of the words that stand in it as whole words.
 */
export function findWords(words: readonly string[]): (text: string) => ReadonlySet<number> {
  const root = automatonOf(words);
  return (text) => {
    const found = new Set<number>();
    let at = root;
    for (let i = 0; i < text.length; i++) {
      at = step(root, at, text.charCodeAt(i));
      for (const which of at.ends) {
        const length = words[which]?.length ?? 0;
        if (!found.has(which) && isWhole(text, i + 1 - length, i + 1)) found.add(which);
      }
    }
    return found;
  };
}

function step(root: Node, from: Node, code: number): Node {
  let at: Node | undefined = from;
  while (at && !at.next.has(code)) at = at.fallback;
  return at?.next.get(code) ?? root;
}

function automatonOf(words: readonly string[]): Node {
  const root = node();
  for (const [which, word] of words.entries()) {
    let at = root;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      const next = at.next.get(code) ?? node();
      at.next.set(code, next);
      at = next;
    }
    if (word !== '') at.ends.push(which);
  }
  const level = [...root.next.values()];
  for (const one of level) one.fallback = root;
  for (const at of level) {
    for (const [code, next] of at.next) {
      next.fallback = at.fallback ? step(root, at.fallback, code) : root;
      next.ends.push(...next.fallback.ends);
      level.push(next);
    }
  }
  return root;
}

const LETTER = /[\p{L}\p{N}_]/u;
const MARK = /\p{M}/u;
/** Scripts that put no blanks between words: their neighbours are other words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** Katakana words end where another script begins. */
const KATAKANA = /[\p{sc=Katakana}ー]/u;

function isWhole(text: string, from: number, to: number): boolean {
  const after = text.codePointAt(to);
  if (after !== undefined && MARK.test(String.fromCodePoint(after))) return false;
  return !isGlued(before(text, from), at(text, from)) && !isGlued(before(text, to), at(text, to));
}

/** Whether two neighbouring characters belong to one word. */
function isGlued(left: string, right: string): boolean {
  if (!isOfWord(left) || !LETTER.test(right)) return false;
  if (KATAKANA.test(left) || KATAKANA.test(right)) return KATAKANA.test(left) && KATAKANA.test(right);
  return !UNSPACED.test(left) && !UNSPACED.test(right);
}

const isOfWord = (character: string) => LETTER.test(character) || MARK.test(character);

function at(text: string, place: number): string {
  const code = text.codePointAt(place);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function before(text: string, place: number): string {
  const low = text.charCodeAt(place - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff;
  return place < 1 ? '' : at(text, Math.max(0, place - (isPair ? 2 : 1)));
}
