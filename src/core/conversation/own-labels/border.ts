import { z } from 'zod';
import { wilson } from '../../wilson.ts';
import type { Checked } from '../classifier/cross-validate.ts';

/** How sure an answer must be, and how strange its text may be, for a label to be said. */
export const Border = z.object({ probability: z.number().min(0).max(1), strangeness: z.number() });
export type Border = z.output<typeof Border>;

/** So many of the labels that are said are right: of those that were left out while learning, and surely not far fewer. */
export const PROMISED = { right: 0.9, surely: 0.8 } as const;

/** A label that is not likelier than all others together is not said, however well that went on the examples. */
const LEAST = 0.5;

/** Of the texts that are like what was taught, so many are taken for it. Posts on other matters are stranger than that. */
const FAMILIAR = 0.97;

/**
 * From which probability on labels are said: the lowest at which those that were said of left-out examples were right as often
 * as promised, also at the lower end of Wilson's interval. Undefined where no probability is high enough.
 */
export function borderOf(checked: readonly Checked[], outOfScope: string): Border | undefined {
  const inScope = checked.filter(({ truth }) => truth !== outOfScope);
  const strangeness = strangestOf(inScope);
  const said = checked
    .filter((one) => one.label !== outOfScope && one.strangeness <= strangeness)
    .filter(({ probability }) => probability >= LEAST)
    .toSorted((a, b) => b.probability - a.probability);
  let right = 0;
  let lowest: number | undefined;
  for (const [at, { truth, label, probability }] of said.entries()) {
    if (truth === label) right++;
    const next = said[at + 1];
    // Equally sure answers lie on one side of any border. Where even the least sure keep the promise, none is needed.
    if (next?.probability !== probability && keepsPromise(right / (at + 1), at + 1))
      lowest = next ? probability : LEAST;
  }
  return lowest === undefined ? undefined : { probability: lowest, strangeness };
}

/** Whether an answer about a left-out example is said. */
export function isSaid({ label, probability, strangeness }: Checked, border: Border, outOfScope: string) {
  return label !== outOfScope && probability >= border.probability && strangeness <= border.strangeness;
}

const keepsPromise = (share: number, n: number) =>
  share >= PROMISED.right && wilson(share, n)[0] >= PROMISED.surely;

function strangestOf(checked: readonly Checked[]): number {
  const sorted = checked.map(({ strangeness }) => strangeness).toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * FAMILIAR) - 1] ?? 0;
}
