import type { Evidence, Link } from './talk/record-shape.ts';
import { odds, sure, weight } from './words.ts';

/** One reason in words, on its way from the first doubt to the belief. */
export interface Step {
  readonly side: 'start' | 'proof' | 'for' | 'against';
  readonly says: string;
  /** What it does to the odds; absent where nobody weighed it. */
  readonly weight?: string;
  /** What the reasons so far come to; absent where nothing is added. */
  readonly after?: string;
  readonly url?: string | undefined;
}

/**
 * A link's reasons in the order in which they add up, the strongest first; weights of evidence are logarithms, so each
 * goes on where the one before it ended.
 */
export function stepsOf({ start, evidence, counterEvidence }: Link): readonly Step[] {
  const all = [...evidence, ...counterEvidence];
  const proofs = all.filter(({ tier }) => tier === 'verified');
  const weighed = all.filter(({ tier }) => tier !== 'verified').toSorted(strongestFirst);
  const steps: Step[] = proofs.map(({ says, url }) => ({ side: 'proof', says, url }));
  let bits = start?.bits ?? 0;
  if (start) steps.push({ side: 'start', says: start.says, weight: `Odds of ${odds(bits)}` });
  for (const one of weighed) {
    bits += one.bits ?? 0;
    // Beside a proof a sum of the rest would only mislead.
    steps.push(stepOf(one, proofs.length > 0 ? undefined : bits));
  }
  return steps;
}

function stepOf(one: Evidence, sum: number | undefined): Step {
  const step = { side: sideOf(one), says: one.says, url: one.url } as const;
  if (one.bits === undefined) return step;
  const weighed = { ...step, weight: weight(one.bits) };
  return sum === undefined ? weighed : { ...weighed, after: sure(1 / (1 + 2 ** -sum)) };
}

/** What the reasons come to, and whose word stands. */
export function resultOf({ decidedBy, probability, evidence }: Link, steps: readonly Step[]): string {
  if (decidedBy !== 'Kith') {
    const alone = steps.at(-1)?.after;
    return `${decidedBy} decided.${alone === undefined ? '' : ` By the evidence alone: ${alone}.`}`;
  }
  const proven = evidence.some(({ tier }) => tier === 'verified');
  return `Together: ${sure(probability)}${proven ? ', by the proof' : ''}.`;
}

/** What has a weight speaks by its sign; what has none, or weighs nothing, by its tier. */
function sideOf({ tier, bits }: Evidence): 'for' | 'against' {
  if (!bits) return tier === 'differs' ? 'against' : 'for';
  return bits < 0 ? 'against' : 'for';
}

const strongestFirst = (a: Evidence, b: Evidence) => Math.abs(b.bits ?? 0) - Math.abs(a.bits ?? 0);
