import { languageOf } from './language.ts';
import type { Reading } from './reading.ts';
import { toneOf } from './tone.ts';

/** The versions of what reads; they stand on every reading. */
const MODEL = 'eld-large-2.1 vader-1.1';

/**
 * Understands one post: its language, and the tone of an English one. Both may abstain, and a tone is never guessed in
 * a language whose words we do not weigh. Only the first 5,000 characters are read.
 */
export function readPost(text: string, statedLanguage?: string): Reading {
  const language = languageOf(text, statedLanguage);
  const english = language?.tag === 'en' || (language === undefined && /^en\b/i.test(statedLanguage ?? ''));
  const tone = english ? toneOf(text) : undefined;
  return { ...(language ? { language } : {}), ...(tone ? { tone } : {}), model: MODEL };
}
