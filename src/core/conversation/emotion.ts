import { rounded } from '../rounded.ts';
import { EMOTION_BORDERS } from './sound/borders.ts';
import type { Sound } from './sound/sound.ts';
import type { Reading } from './reading.ts';

/**
 * The emotion of an English post that is likeliest, measured by how far it is over its own border; undefined for none, and
 * for most posts: an emotion is told only where about two of three such answers are right.
 */
export function emotionOf({ emotions }: Sound): Reading['emotion'] {
  const told = emotions.filter(({ label, probability }) => probability >= EMOTION_BORDERS[label]);
  const [first] = told.toSorted((a, b) => b.probability - a.probability);
  return first && { ...first, probability: rounded(first.probability, 2) };
}
