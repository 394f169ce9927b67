import type { Valence } from '../valence/valence.ts';
import type { Heard } from './features.ts';
import { EMOTIONS, FIRST, TONES, TOXICITIES } from './heads.ts';
import type { EmotionName, ToneName, ToxicityName } from './heads.ts';
import { logistic, softmax, sumsOf } from './model.ts';
import type { SoundModel } from './model.ts';

/** One of several answers, and how likely it is. */
interface Likely<Name> {
  readonly label: Name;
  readonly probability: number;
}

/** How something is said, judged without abstaining: `toneOf`, `emotionOf` and `toxicityOf` decide what is sure enough. */
export interface Sound {
  readonly tone: Likely<ToneName>;
  /** From −1, as negative as can be, to 1. */
  readonly value: number;
  /** Each alone; several may be likely. */
  readonly emotions: readonly Likely<EmotionName>[];
  readonly toxicity: Likely<ToxicityName>;
  /** What the rules weighed. */
  readonly valence: Valence;
}

/** How an English text is said, by rules (`valenceOf`) and a model that heard them too. */
export function judgeSound(said: Heard, model: SoundModel): Sound {
  return soundIn(sumsOf(said, model), said.valence);
}

/** The same, of the sums of a model's heads. */
export function soundIn(sums: readonly number[], valence: Valence): Sound {
  const tones = softmax(sums.slice(FIRST.tone, FIRST.tone + TONES.length));
  const toxicities = softmax(sums.slice(FIRST.toxicity, FIRST.toxicity + TOXICITIES.length));
  const [negative = 0, , positive = 0] = tones;
  return {
    tone: likeliest(TONES, tones),
    value: (valence.compound + positive - negative) / 2,
    emotions: EMOTIONS.map((label, i) => ({ label, probability: logistic(sums[FIRST.emotion + i] ?? 0) })),
    toxicity: likeliest(TOXICITIES, toxicities),
    valence,
  };
}

function likeliest<Name>(names: readonly [Name, ...Name[]], probabilities: readonly number[]): Likely<Name> {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++)
    if ((probabilities[i] ?? 0) > (probabilities[best] ?? 0)) best = i;
  return { label: names[best] ?? names[0], probability: probabilities[best] ?? 0 };
}
