import type { Evidence } from '../../core/identity/evidence.ts';
import type { RecordProfile } from '../../core/record/record.ts';

/** One reason on its way along the scale; `from` and `to` are per cent of its width. */
export interface Step {
  readonly evidence: Evidence;
  /** Absent where nobody weighed it. */
  readonly bar: { readonly from: number; readonly to: number } | undefined;
}

/**
 * A link's reasons as a waterfall (weights of evidence add up; Good 1950): the first bar ends where the weighing
 * began, each other begins where the one before it ended, and the last ends at the log-odds of the link.
 */
export interface Weighing {
  /** What is certain by itself has no bar. */
  readonly proofs: readonly Evidence[];
  readonly start: { readonly says: string; readonly bits: number; readonly to: number } | undefined;
  /** The strongest first, whichever way they speak. */
  readonly steps: readonly Step[];
  /** Where both are equally likely, per cent of the scale. */
  readonly even: number;
  /** Where it ends. */
  readonly end: number;
  /** What the bits come to, start included. */
  readonly bits: number;
}

type Link = Pick<RecordProfile['link'], 'start' | 'evidence' | 'counterEvidence'>;

/** Room beside the outermost bars, as a share of the scale. */
const MARGIN = 0.04;
/** Bits that a scale holds at least: what is next to nothing is to look like it. */
const LEAST = 1;

export function weighingOf({ start, evidence, counterEvidence }: Link): Weighing {
  const all = [...evidence, ...counterEvidence];
  const ordered = all.filter((one) => !isProof(one)).toSorted(strongestFirst);
  const began = start?.bits ?? 0;
  const stops = ordered.reduce<readonly number[]>(
    (sums, { bits = 0 }) => [...sums, (sums.at(-1) ?? 0) + bits],
    [began],
  );
  const at = scaleOver([0, ...stops]);
  return {
    proofs: all.filter(isProof),
    start: start && { ...start, to: at(began) },
    steps: ordered.map((one, i): Step => {
      const bar = { from: at(stops[i] ?? 0), to: at(stops[i + 1] ?? 0) };
      return { evidence: one, bar: one.bits === undefined ? undefined : bar };
    }),
    even: at(0),
    end: at(stops.at(-1) ?? 0),
    bits: stops.at(-1) ?? 0,
  };
}

/** Whether anything was weighed at all, so that there is something to draw. */
export const isDrawn = ({ start, steps }: Weighing): boolean =>
  start !== undefined || steps.some(({ bar }) => bar !== undefined);

const isProof = ({ tier }: Evidence) => tier === 'verified';
const strongestFirst = (a: Evidence, b: Evidence) => Math.abs(b.bits ?? 0) - Math.abs(a.bits ?? 0);

/** Bits → per cent of a scale that holds all of them with a margin. */
function scaleOver(bits: readonly number[]): (bits: number) => number {
  const [low, high] = [Math.min(...bits), Math.max(...bits)];
  const width = Math.max(high - low, LEAST) / (1 - 2 * MARGIN);
  return (value) => 100 * (MARGIN + (value - low) / width);
}

/** What has a weight speaks by its sign; what has none or weighs nothing, by its tier. */
export function sideOf({ tier, bits }: Evidence): 'for' | 'against' {
  if (tier === 'verified' || !bits) return tier === 'differs' ? 'against' : 'for';
  return bits < 0 ? 'against' : 'for';
}
