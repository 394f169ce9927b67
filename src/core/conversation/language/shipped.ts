import language from '../models/language.json' with { type: 'json' };
import { Detector } from './detector.ts';
import type { Likeness } from './detector.ts';
import { readKept } from './kept.ts';

const shipped = readKept(language);
/** Its version; it stands on every reading. */
export const LANGUAGE_VERSION = shipped.version;

const detector = new Detector(shipped);

/** How much a text is like each language, by the shipped model (`models/README.md`). */
export const likenessOf = (text: string, claimed = ''): Likeness => detector.likeness(text, claimed);
