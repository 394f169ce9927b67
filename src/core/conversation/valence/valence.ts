import { BOOST, IDIOM_ENDS, IDIOMS, WEAKENING } from './lexicon.ts';
import { sentencesOf } from './tokens.ts';
import type { Sentence, Token } from './tokens.ts';

/** The valence of a text by rules. */
export interface Valence {
  /** −1 to 1. */
  readonly compound: number;
  /** The sums of what speaks for and against, both ≥ 0. */
  readonly positive: number;
  readonly negative: number;
  /** Words and emoji, most without valence. */
  readonly words: number;
  /** What was weighed, with negation, emphasis and contrast in it. */
  readonly weighed: readonly { readonly text: string; readonly valence: number }[];
}

/** Hutto & Gilbert's empirical weights. */
const CAPITALS = 0.733;
const NEGATION = -0.74;
const EXCLAMATION = { each: 0.292, most: 4 } as const;
const QUESTION = { each: 0.18, most: 3, many: 0.96 } as const;
const CONTRAST = { before: 0.5, after: 1.5 } as const;
/** How much of a degree adverb reaches a word one, two and three words on. */
const REACH = [1, 0.95, 0.9] as const;
/** By which the sum of valences is squeezed into −1 to 1: about the largest sum to be expected. */
const ALPHA = 15;

/**
 * The valence of an English text by the rules of VADER (Hutto & Gilbert, ICWSM 2014): a lexicon, degree adverbs, negation,
 * capitals, punctuation, contrast by “but”, idioms; emoji too. Each sentence is read alone, so that a “never” of one does
 * not turn the words of the next, and their sums are added.
 */
export function valenceOf(text: string): Valence {
  const sentences = sentencesOf(text);
  const some = isLoudInPart(sentences);
  const total = { sum: 0, positive: 0, negative: 0, words: 0 };
  const weighed: { text: string; valence: number }[] = [];
  for (const sentence of sentences) {
    const { tokens } = sentence;
    const valences = contrasted(tokens, weighedIn(tokens, some));
    let sum = 0;
    for (let i = 0; i < valences.length; i++) {
      const valence = valences[i] ?? 0;
      if (valence === 0) continue;
      sum += valence;
      if (valence > 0) total.positive += valence;
      else total.negative -= valence;
      weighed.push({ text: tokens[i]?.text ?? '', valence });
    }
    total.sum += sum + Math.sign(sum) * emphasis(sentence);
    total.words += tokens.length;
  }
  const { sum, ...sums } = total;
  return { compound: sum / Math.sqrt(sum * sum + ALPHA), ...sums, weighed };
}

/** Capitals emphasise only where not everything is in capitals. */
function isLoudInPart(sentences: readonly Sentence[]): boolean {
  let loud = 0;
  let all = 0;
  for (const { tokens } of sentences)
    for (const token of tokens) {
      all++;
      if (token.loud) loud++;
    }
  return loud > 0 && loud < all;
}

function weighedIn(tokens: readonly Token[], emphasised: boolean): number[] {
  const valences = tokens.map((token, at) => {
    const valence = token.word?.valence ?? 0;
    if (valence === 0 || token.word?.boost !== 0 || isOnlyDegree(tokens, at)) return 0;
    return modified(tokens, at, louder(valence, token, emphasised), emphasised);
  });
  for (let at = 1; at < tokens.length; at++) setIdiom(tokens, at, valences);
  return valences;
}

/** “kind” of “kind of”, and the “no” that turns the word after it, say nothing themselves. */
function isOnlyDegree(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text;
  const next = tokens[at + 1];
  return (text === 'kind' && next?.text === 'of') || (text === 'no' && (next?.word?.valence ?? 0) !== 0);
}

function louder(valence: number, { loud }: Token, emphasised: boolean): number {
  return loud && emphasised ? valence + Math.sign(valence) * CAPITALS : valence;
}

/** A word's valence after what the three words before it do to it. */
function modified(tokens: readonly Token[], at: number, own: number, emphasised: boolean): number {
  let valence = own;
  for (const [distance, reach] of REACH.entries()) {
    const before = tokens[at - distance - 1];
    if (!before) break;
    if (isWeighed(before)) continue;
    valence += boosted(before, valence, emphasised) * reach;
    valence *= turned(before, textsBefore(tokens, at), distance);
  }
  return beside(textsBefore(tokens, at), valence);
}

/** The words one, two and three before. */
type Before = readonly [string | undefined, string | undefined, string | undefined];

const textsBefore = (tokens: readonly Token[], at: number): Before => [
  tokens[at - 1]?.text,
  tokens[at - 2]?.text,
  tokens[at - 3]?.text,
];

/** What “no”, “least” and “kind of” do to the word they stand beside. */
function beside([one, two, three]: Before, own: number): number {
  let valence = own;
  if (one === 'no' || (one === 'least' && two !== 'at' && two !== 'very')) valence *= NEGATION;
  if (WEAKENING.has(`${two} ${one}`) || WEAKENING.has(`${three} ${two}`)) valence -= BOOST;
  return valence;
}

const isWeighed = ({ word }: Token) => word !== undefined && word.valence !== 0;

function boosted({ word, loud }: Token, valence: number, emphasised: boolean): number {
  if (!word || word.boost === 0) return 0;
  const sign = Math.sign(valence);
  return sign * word.boost + (loud && emphasised ? (sign || -1) * CAPITALS : 0);
}

/** “never so good” and “never this good” praise; any other negation turns the word, and takes some of its strength. */
function turned({ text, word }: Token, [one, two]: Before, distance: number): number {
  if (distance === 1 && text === 'never' && isSo(one)) return 1.5;
  if (distance === 2 && (isSo(one) || (text === 'never' && isSo(two)))) return 1.25;
  return word?.negates || text.includes("n't") ? NEGATION : 1;
}

const isSo = (text: string | undefined) => text === 'so' || text === 'this';

/** The last word of an idiom takes its valence, the others lose theirs. */
function setIdiom(tokens: readonly Token[], at: number, valences: number[]): void {
  if (!IDIOM_ENDS.has(tokens[at]?.text ?? '')) return;
  const two = `${tokens[at - 1]?.text} ${tokens[at]?.text}`;
  const three = at > 1 ? `${tokens[at - 2]?.text} ${two}` : two;
  const length = IDIOMS.has(three) && at > 1 ? 3 : 2;
  const valence = IDIOMS.get(three) ?? IDIOMS.get(two);
  if (valence === undefined) return;
  for (let i = at - length + 1; i < at; i++) valences[i] = 0;
  valences[at] = valence;
}

/** After a “but” counts what comes after it. */
function contrasted(tokens: readonly Token[], valences: number[]): number[] {
  const but = tokens.findIndex(({ text }) => text === 'but');
  if (but < 0) return valences;
  return valences.map((valence, at) => valence * (at < but ? CONTRAST.before : CONTRAST.after));
}

function emphasis({ exclamations, questions }: Sentence): number {
  const asked = questions > QUESTION.most ? QUESTION.many : questions * QUESTION.each;
  return Math.min(exclamations, EXCLAMATION.most) * EXCLAMATION.each + (questions > 1 ? asked : 0);
}
