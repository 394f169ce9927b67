/** A sentence that a model wrote, and the posts on which it says it rests, by their places. */
export interface WrittenSentence {
  readonly text: string;
  readonly posts: readonly number[];
}

const MOST = 5;
const LONGEST = 400;
/** Numbers in brackets at the end of a sentence, and a stop behind them. */
const CITED = /((?:\s*\[\s*\d+(?:\s*[,;]\s*\d+)*\s*\])+)\s*[.。]?$/u;
const MARK = /^\s*(?:[-*•]|\d+[.)])\s+/u;

/**
 * The sentences of a model's answer that cite posts it was given. What cites nothing, or what is not there, is dropped: it
 * is nobody's word.
 * @param posts how many it was given.
 */
export function citedIn(answer: string, posts: number): readonly WrittenSentence[] {
  const lines = answer
    .slice(0, 20_000)
    .split('\n')
    .map((line) => line.replace(MARK, '').trim());
  return lines.flatMap((line) => sentence(line, posts) ?? []).slice(0, MOST);
}

function sentence(line: string, posts: number): WrittenSentence | undefined {
  const cites = CITED.exec(line);
  if (!cites) return undefined;
  const numbers = [...(cites[1] ?? '').matchAll(/\d+/g)].map(([n]) => Number(n));
  const isKnown = numbers.every((n) => n >= 1 && n <= posts);
  const text = line.slice(0, cites.index).replace(/[\s.。]+$/u, '');
  if (!isKnown || text === '' || text.length > LONGEST) return undefined;
  return { text: `${text}.`, posts: [...new Set(numbers)].map((n) => n - 1) };
}
