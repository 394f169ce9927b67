import { surpriseOfShare } from './beta-binomial.ts';
import { perHour } from './series.ts';

/** Of so many, so many were of a kind, at moments that are about equally far apart, oldest first. */
export interface Parts {
  /** Unix time in milliseconds of each. */
  readonly times: Float64Array;
  /**
   * What is more than all counts as all: who repeats in anger what somebody else said first is one of the angry, and no
   * voice of their own among all.
   */
  readonly part: Float64Array;
  readonly whole: Float64Array;
}

/** How many of a kind were expected among those that were there, and how surprising the largest of the sums was. */
interface ShareSurprises {
  readonly expected: Float64Array;
  /** −ln p of the most surprising sum that ends there. */
  readonly surprise: Float64Array;
}

const SUMS_HOURS = [1, 4, 24] as const;
/** Before anything was heard: of twenty people four. It fades like everything that was heard. */
const BEFORE = { part: 4, whole: 20 } as const;
const MEMORY_HOURS = 336;
const SPREAD = { first: 0.05, least: 0.005, most: 0.5, hours: 168 } as const;
/** No hour teaches more than this above the share that is usual: a crisis is not the new usual. */
const CLIP = 3;

/**
 * Compares every moment's share with what was usual before it: a fading mean, and the tail of a beta-binomial over sums of 1,
 * 4 and 24 hours, whose spread is followed by its moments (Kleinman 1973) for each sum apart. How much is said does not
 * matter: the same number of angry people is no news in a loud hour, and is in a silent one. Each moment is judged before it
 * is learnt from.
 */
export function surprisesOfParts({ times, part: told, whole }: Parts): ShareSurprises {
  const part = told.map((one, nth) => Math.min(one, whole[nth] ?? 0));
  const rate = perHour({ times, counts: part });
  const fade = 1 - 1 / (MEMORY_HOURS * rate);
  const slow = 1 - Math.exp(-1 / (SPREAD.hours * rate));
  const sums = SUMS_HOURS.map((hours) => ({
    moments: hours * rate,
    part: 0,
    whole: 0,
    spread: SPREAD.first,
  }));
  const usual = { part: BEFORE.part, whole: BEFORE.whole };
  const [expected, surprise] = [new Float64Array(part.length), new Float64Array(part.length)];
  for (let nth = 0; nth < part.length; nth++) {
    const share = usual.part / usual.whole;
    expected[nth] = share * (whole[nth] ?? 0);
    for (const sum of sums) {
      sum.part += (part[nth] ?? 0) - (part[nth - sum.moments] ?? 0);
      sum.whole += (whole[nth] ?? 0) - (whole[nth - sum.moments] ?? 0);
      if (nth + 1 < sum.moments) continue;
      const here = surpriseOfShare(sum.part, sum.whole, share, sum.spread);
      surprise[nth] = Math.max(surprise[nth] ?? 0, here);
      followSpread(sum, share, slow);
    }
    learn(usual, { part: part[nth] ?? 0, whole: whole[nth] ?? 0 }, sums[0]?.spread ?? SPREAD.first, fade);
  }
  return { expected, surprise };
}

interface Some {
  part: number;
  whole: number;
}

function learn(usual: Some, { part, whole }: Readonly<Some>, spread: number, fade: number): void {
  const share = usual.part / usual.whole;
  const deviation = Math.sqrt(whole * share * (1 - share) * (1 + (whole - 1) * spread));
  usual.part = usual.part * fade + Math.min(part, whole * share + CLIP * deviation);
  usual.whole = usual.whole * fade + whole;
  // A share of nothing, or of everything, would make the first other one impossible.
  usual.whole = Math.max(usual.whole, 1);
  usual.part = Math.min(Math.max(usual.part, usual.whole * 0.01), usual.whole * 0.99);
}

/** The correlation of two of them by moments, clipped. One alone says nothing of it. */
function followSpread(sum: Readonly<Some> & { spread: number }, share: number, slow: number): void {
  const { part, whole } = sum;
  if (whole < 2) return;
  const chance = whole * share * (1 - share);
  const seen = ((part - whole * share) ** 2 - chance) / (chance * (whole - 1));
  const clipped = Math.min(seen, 10 * sum.spread + 0.05);
  sum.spread = Math.min(SPREAD.most, Math.max(SPREAD.least, sum.spread + slow * (clipped - sum.spread)));
}
