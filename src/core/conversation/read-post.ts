import { emotionOf } from './emotion.ts';
import { INTENT_MODEL } from './intent/shipped.ts';
import type { JudgedIntent } from './intent/judge.ts';
import { judged } from './judged.ts';
import { languageOf } from './language.ts';
import { LANGUAGE_VERSION } from './language/shipped.ts';
import { rounded } from '../rounded.ts';
import type { OwnLabels } from './own-labels/own-labels.ts';
import { relabelled } from './own-labels/relabelled.ts';
import type { Reading } from './reading.ts';
import { heard } from './sound/features.ts';
import { SOUND_MODEL } from './sound/shipped.ts';
import { toneOf } from './tone.ts';
import { toxicityOf } from './toxicity.ts';
import { READ_CHARACTERS } from './words.ts';

/** The versions of what reads; they stand on every reading. */
const MODEL = `${LANGUAGE_VERSION} ${SOUND_MODEL.version} ${INTENT_MODEL.version}`;

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
  const { sound, intents: judgements } = judged(heard(text));
  const [tone, emotion, toxicity] = [toneOf(text, sound), emotionOf(sound), toxicityOf(sound)];
  const intents = judgements.flatMap(told);
  return {
    ...(tone && { tone }),
    ...(emotion && { emotion }),
    ...(toxicity && { toxicity }),
    ...(intents.length > 0 && { intents }),
  };
}

function told({ said, label, probability, because }: JudgedIntent): NonNullable<Reading['intents']> {
  return said ? [{ label, probability: rounded(probability, 2), because: [...because] }] : [];
}
