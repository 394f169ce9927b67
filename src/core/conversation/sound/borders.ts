import type { EmotionName } from './heads.ts';

/**
 * From which probability on at least two of three answers are right, on comments that the model did not learn from
 * (`kith train tone DIR --held`).
 */
export const EMOTION_BORDERS: Readonly<Record<EmotionName, number>> = {
  joy: 0.3,
  anger: 0.58,
  sadness: 0.38,
  fear: 0.41,
  surprise: 0.23,
  disgust: 0.24,
};
