import { emotionOf } from './emotion.ts';
import { INTENTS_VERSION, intentsOf } from './intent/shipped.ts';
import { languageOf } from './language.ts';
import type { OwnLabels } from './own-labels/own-labels.ts';
import { relabelled } from './own-labels/relabelled.ts';
import type { Reading } from './reading.ts';
import { heard } from './sound/features.ts';
import type { Heard } from './sound/features.ts';
import { SOUND_VERSION, soundOf } from './sound/shipped.ts';
import { toneOf } from './tone.ts';
import { toxicityOf } from './toxicity.ts';
import { READ_CHARACTERS } from './words.ts';

/** The versions of what reads; they stand on every reading. */
const MODEL = `eld-large-2.1 ${SOUND_VERSION} ${INTENTS_VERSION}`;

/**
 * Understands one post: its language, and of an English one the tone, emotion, toxicity and intents. All may abstain, and
 * nothing is guessed in a language whose words we do not weigh. Only the first 5,000 characters are read.
 * @param own the labels that the account taught, where it did.
 */
export function readPost(text: string, statedLanguage?: string, own?: OwnLabels): Reading {
  const language = languageOf(text, statedLanguage);
  const english = language?.tag === 'en' || (language === undefined && /^en\b/i.test(statedLanguage ?? ''));
  const reading = {
    ...(language && { language }),
    ...(english && sounding(text.slice(0, READ_CHARACTERS))),
    model: MODEL,
  };
  return own ? relabelled(text, reading, own) : reading;
}

function sounding(text: string): Pick<Reading, 'tone' | 'emotion' | 'toxicity' | 'intents'> {
  if (text.trim() === '') return {};
  const said = heard(text);
  const sound = soundOf(said);
  const [tone, emotion, toxicity] = [toneOf(text, sound), emotionOf(sound), toxicityOf(sound)];
  const intents = intentsIn(said);
  return {
    ...(tone && { tone }),
    ...(emotion && { emotion }),
    ...(toxicity && { toxicity }),
    ...(intents.length > 0 && { intents: [...intents] }),
  };
}

function intentsIn(post: Heard): NonNullable<Reading['intents']> {
  return intentsOf(post).flatMap(({ said, label, probability, because }) =>
    said ? [{ label, probability: Number(probability.toFixed(2)), because: [...because] }] : [],
  );
}
