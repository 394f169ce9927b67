import { WORDS } from './lexicon.ts';
import type { Word } from './lexicon.ts';

/** One word, emoticon or emoji of a sentence. */
export interface Token {
  /** In lower case, without the punctuation around it. */
  readonly text: string;
  /** Written in capitals. */
  readonly loud: boolean;
  /** What it does to the tone; undefined for most words. */
  readonly word: Word | undefined;
}

/** A sentence: its words, and the marks that emphasise it. */
export interface Sentence {
  readonly tokens: Token[];
  exclamations: number;
  questions: number;
}

const SPACE = 32;
/** Where one written word holds several: good/bad, first,second, well...no. */
const INSIDE = /([a-z]{2})(?:\/|,|;|\.{2,}|…|—|–)(?=[a-z]{2})/gi;
const JOINING = codes('/,;.…—–');
const ENDING = codes('.!?…');
const CLOSING = codes('"\')]”’');
const EDGE = codes('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~‘’“”…');
const EXCLAMATION = 33;
const QUESTION = 63;
const LONG = /(.)\1{2,}/g;

function codes(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}

/**
 * Cuts a text into sentences and these into words, as Hutto & Gilbert do: punctuation around a word goes, emoticons stay,
 * single letters and digits count for nothing. Emoji stand alone however they are attached; links and @handles go.
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [begun()];
  for (const line of text.split('\n')) {
    if (sentences.at(-1)?.tokens.length) sentences.push(begun());
    for (let from = 0, to = 0; to <= line.length; to++) {
      if (to < line.length && line.charCodeAt(to) > SPACE) continue;
      if (to > from) written(line.slice(from, to), sentences);
      from = to + 1;
    }
  }
  return sentences;
}

const begun = (): Sentence => ({ tokens: [], exclamations: 0, questions: 0 });

/** One run of characters without a space in it. */
function written(run: string, sentences: Sentence[]): void {
  const sentence = sentences.at(-1);
  if (!sentence || /^(?:https?:|www\.|@\w)/i.test(run)) return;
  const { ascii, joined } = counted(run, sentence);
  const words = ascii ? run : apart(run, sentence);
  if (joined) for (const part of words.replace(INSIDE, '$1 ').split(' ')) keep(part, sentence);
  else keep(words, sentence);
  if (isEnd(run)) sentences.push(begun());
}

/** Counts the marks that emphasise; says what else is in it. */
function counted(run: string, sentence: Sentence): { readonly ascii: boolean; readonly joined: boolean } {
  let ascii = true;
  let joined = false;
  for (let i = 0; i < run.length; i++) {
    const code = run.charCodeAt(i);
    if (code === EXCLAMATION) sentence.exclamations++;
    else if (code === QUESTION) sentence.questions++;
    if (code > 127) ascii = false;
    if (i > 0 && JOINING.has(code)) joined = true;
  }
  return { ascii, joined };
}

/** A word that a full stop ends; an emoticon ends nothing. */
function isEnd(run: string): boolean {
  let last = run.length - 1;
  while (last > 0 && CLOSING.has(run.charCodeAt(last))) last--;
  return ENDING.has(run.charCodeAt(last)) && /[a-z]/i.test(run);
}

const EMOJI = /\p{Extended_Pictographic}/gu;
/** A skin colour, or that a sign is shown as a picture, changes nothing. */
const VARIANTS = /\p{Emoji_Modifier}|\u{FE0F}|\u{200D}/gu;
/** The same emoji said again and again counts so often. */
const REPEATS = 3;

/** Takes emoji out of a run and keeps each as a word; answers the rest, with typewriter apostrophes. */
function apart(run: string, sentence: Sentence): string {
  const bare = run.replace(VARIANTS, '').replaceAll('’', "'");
  const found = bare.match(EMOJI);
  if (!found) return bare;
  const rest = bare.replace(EMOJI, ' ').trim();
  if (rest !== '') for (const part of rest.split(/ +/)) keep(part, sentence);
  for (const emoji of found) {
    const before = sentence.tokens.filter(({ text }) => text === emoji).length;
    if (before < REPEATS) sentence.tokens.push({ text: emoji, loud: false, word: WORDS.get(emoji) });
  }
  return '';
}

function keep(run: string, sentence: Sentence): void {
  if (run.length < 2) return;
  const stripped = bare(run);
  const shown = stripped.length > 2 ? stripped : run;
  const lower = lowered(shown);
  const word =
    WORDS.get(lower) ?? (shown === stripped ? undefined : WORDS.get(lowered(stripped))) ?? shortened(lower);
  sentence.tokens.push({ text: lower, loud: lower !== shown && !/[a-z]/.test(shown), word });
}

function lowered(word: string): string {
  const lower = word.toLowerCase();
  return lower.includes('`') ? lower.replaceAll('`', "'") : lower;
}

/** Without the punctuation around it. */
function bare(run: string): string {
  let from = 0;
  let to = run.length;
  while (from < to && EDGE.has(run.charCodeAt(from))) from++;
  while (to > from && EDGE.has(run.charCodeAt(to - 1))) to--;
  return run.slice(from, to);
}

/** “loooove” is love, “gooood” is good. */
function shortened(word: string): Word | undefined {
  if (!isDrawnOut(word)) return undefined;
  return WORDS.get(word.replace(LONG, '$1$1')) ?? WORDS.get(word.replace(LONG, '$1'));
}

function isDrawnOut(word: string): boolean {
  for (let i = 2; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code === word.charCodeAt(i - 1) && code === word.charCodeAt(i - 2)) return true;
  }
  return false;
}
