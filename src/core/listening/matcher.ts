import type { Reading } from '../conversation/reading.ts';
import { findWords } from './find-words.ts';
import { fold, LONGEST } from './fold.ts';
import { leadsTo, linksIn, readLink } from './links.ts';
import type { WantedListening } from './rule.ts';

/** What a rule looks at. */
export interface Said {
  readonly text: string;
  /** Tags that stand beside the text. */
  readonly tags?: readonly string[] | undefined;
  readonly language?: Reading['language'] | undefined;
}

/** What made a rule hear a post, in the words of the rule; undefined: it does not. */
export type Matcher = (said: Said) => readonly string[] | undefined;

/**
 * A listening rule made ready: compiled once, then linear in the text, whatever the text is. It never throws.
 */
export function matcherOf(rule: Omit<WantedListening, 'name' | 'networks'>): Matcher {
  const { all, any, none } = rule;
  const words = findWords([...all, ...any, ...none].map((word) => fold(word).trim()));
  const isNeeded = (place: number) => place < all.length;
  const isRefused = (place: number) => place >= all.length + any.length;
  const others = [handlesOf(rule), hashtagsOf(rule), linksOf(rule)];
  const mayBeAny = any.length + rule.handles.length + rule.hashtags.length + rule.links.length > 0;
  return ({ text, language, tags = [] }) => {
    if (language && rule.languages.length > 0 && !rule.languages.includes(language.tag)) return undefined;
    const folded = fold(text);
    const found = [...words(folded)].toSorted((a, b) => a - b);
    if (found.some(isRefused) || found.filter(isNeeded).length < all.length) return undefined;
    const one = [
      ...found.filter((place) => !isNeeded(place)).map((place) => any[place - all.length] ?? ''),
      ...new Set([...others.flatMap((look) => look(folded, text)), ...besides(rule, tags)]),
    ];
    return mayBeAny && one.length === 0 ? undefined : [...all, ...one];
  };
}

/** A tag with several words has a dash or a `_` between them, or none, from network to network. */
function besides(
  { hashtags }: Pick<WantedListening, 'hashtags'>,
  tags: readonly string[],
): readonly string[] {
  const there = new Set(tags.map((tag) => joined(fold(tag))));
  return hashtags.filter((tag) => there.has(joined(tag))).map((tag) => `#${tag}`);
}

const joined = (tag: string) => tag.replaceAll(/[_-]/g, '');

type Look = (folded: string, text: string) => readonly string[];

const HASHTAG = /(?<![\p{L}\p{M}\p{N}_&/])#([\p{L}\p{M}\p{N}_]+)/gu;

function hashtagsOf({ hashtags }: Pick<WantedListening, 'hashtags'>): Look {
  const wanted = new Set(hashtags);
  return (folded) =>
    wanted.size === 0 ? [] : distinct(folded, HASHTAG, (tag) => wanted.has(tag)).map((tag) => `#${tag}`);
}

/** The dot that ends the sentence is no part of it. */
const HANDLE = /(?<![\p{L}\p{M}\p{N}_.@])@([\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.@-]*[\p{L}\p{M}\p{N}_])?)/gu;

/** A handle without its server is meant on every one. */
function handlesOf({ handles }: Pick<WantedListening, 'handles'>): Look {
  const wanted = new Set(handles);
  const isWanted = (handle: string) => wanted.has(handle) || wanted.has(handle.split('@')[0] ?? '');
  return (folded) =>
    wanted.size === 0 ? [] : distinct(folded, HANDLE, isWanted).map((handle) => `@${handle}`);
}

function distinct(text: string, what: RegExp, isWanted: (found: string) => boolean): readonly string[] {
  const found = [...text.matchAll(what)].flatMap(([, one]) => (one === undefined ? [] : [one]));
  return [...new Set(found)].filter(isWanted);
}

function linksOf({ links }: Pick<WantedListening, 'links'>): Look {
  const wanted = links.flatMap((written) => {
    const place = readLink(written);
    return place ? [{ written, place }] : [];
  });
  return (_folded, text) => {
    if (wanted.length === 0) return [];
    const there = linksIn(text.slice(0, LONGEST));
    return wanted
      .filter(({ place }) => there.some((link) => leadsTo(link, place)))
      .map(({ written }) => written);
  };
}
