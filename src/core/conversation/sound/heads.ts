import type { Shape } from './learn.ts';

/** What the model judges, in the order of its heads. */
export const TONES = ['negative', 'neutral', 'positive'] as const;
export const EMOTIONS = ['joy', 'anger', 'sadness', 'fear', 'surprise', 'disgust'] as const;
export const TOXICITIES = ['hateful', 'offensive', 'civil'] as const;

export type ToneName = (typeof TONES)[number];
export type EmotionName = (typeof EMOTIONS)[number];
export type ToxicityName = (typeof TOXICITIES)[number];

/** Where the heads of each judgement begin. */
export const FIRST = { tone: 0, emotion: TONES.length, toxicity: TONES.length + EMOTIONS.length } as const;

const from = (first: number, names: readonly string[]) => names.map((_, i) => first + i);

/** A tone excludes the others, and so does a degree of toxicity; emotions come together. */
export const SHAPE: Shape = {
  heads: FIRST.toxicity + TOXICITIES.length,
  exclusive: [from(FIRST.tone, TONES), from(FIRST.toxicity, TOXICITIES)],
};
