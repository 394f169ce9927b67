import { rounded } from '../rounded.ts';
import type { Sound } from './sound/sound.ts';
import type { Reading } from './reading.ts';
import type { Valence } from './valence/valence.ts';

/** A likeliest tone below this is not sure enough to be told: of three, a third each is no answer at all. */
const SURE = 0.48;

/** Strong words on both sides, and neither wins: a comparison, or irony. */
const TORN = { share: 0.4, undecided: 0.5 } as const;

/** The rules hear this much of one side, the model the other: one of them is wrong. */
const OPPOSED = 0.4;

/** Praise beside one of these is often irony, which neither words nor model hear. */
const TROUBLE =
  /\b(?:outages?|downtime|crash(?:e[sd])?|bugs?|delays?|queues?|on hold|not work(?:ing)?|still waiting|yet again)\b/i;

/**
 * The tone of an English post; undefined where it is not sure: no tone is likely enough, strong words speak for both sides,
 * rules and model disagree, or it is praise beside trouble, which may be irony.
 */
export function toneOf(text: string, { tone, valence }: Sound): Reading['tone'] {
  if (tone.probability < SURE) return undefined;
  const side = SIDES[tone.label];
  if (side !== 0 && side * valence.compound < -OPPOSED) return undefined;
  if (isTorn(valence) || (side > 0 && TROUBLE.test(text))) return undefined;
  return { ...tone, probability: rounded(tone.probability, 2), because: weightiest(valence) };
}

const SIDES = { negative: -1, neutral: 0, positive: 1 } as const;

function isTorn({ positive, negative, compound }: Valence): boolean {
  const [less, more] = positive < negative ? [positive, negative] : [negative, positive];
  return less > 1 && less / more > TORN.share && Math.abs(compound) < TORN.undecided;
}

/** The words that weigh most, strongest first, with their direction: `love +`, `broken −`. */
function weightiest({ weighed }: Valence): string[] {
  const strongest = weighed.toSorted((a, b) => Math.abs(b.valence) - Math.abs(a.valence));
  const words = new Set(strongest.map(({ text, valence }) => `${text} ${valence > 0 ? '+' : '−'}`));
  return [...words].slice(0, 5);
}
