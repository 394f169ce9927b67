import language from '../models/language.json' with { type: 'json' };
import { Detector } from './detector.ts';
import type { Likeness } from './detector.ts';
import { readKept } from './kept.ts';

/** Its version; it stands on every reading. */
export const LANGUAGE_VERSION = language.version;

/** Unfolded when the first text comes: most processes read none. */
let detector: Detector | undefined;

/** How much a text is like each language, by the shipped model (`models/README.md`). */
export function likenessOf(text: string, claimed = ''): Likeness {
  detector ??= new Detector(readKept(language));
  return detector.likeness(text, claimed);
}
