/** A percentile and the interval that what is known allows, 0 to 100. */
export interface Weighed {
  readonly percentile: number;
  readonly interval: readonly [number, number];
}

/** What counts can add to what attention says: they can be bought. */
export const MOST_BOUGHT = 5;

/** What is known of a profile; each part absent where it is not. */
export interface WeighedParts {
  readonly reach?: Weighed | undefined;
  /** The reach that is left without the followers that could be bought for little. */
  readonly sureReach?: Weighed | undefined;
  readonly resonance?: Weighed | undefined;
  readonly attention?: Weighed | undefined;
}

/**
 * The whole of the parts. Followers and likes can be bought, the attention of people to whom contacts lead cannot: where it is
 * known it decides, and counts that say more add 5 hundredths at the most, unless they are more than a thousand accounts made
 * up could give. Where it is not known, the mean of the counts is all there is.
 * @returns undefined where nothing is known.
 */
export function weighedTogether({
  reach,
  sureReach,
  resonance,
  attention,
}: WeighedParts): Weighed | undefined {
  const counts = [reach, resonance].filter((one) => one !== undefined);
  if (!attention && counts.length === 0) return undefined;
  const of = (value: (part: Weighed) => number) => {
    const count = counts.reduce((sum, part) => sum + value(part), 0) / counts.length;
    if (!attention) return Math.round(count);
    const decides = value(attention);
    const added = counts.length > 0 ? Math.min(Math.max(count - decides, 0), MOST_BOUGHT) : 0;
    const sure = sureReach ? Math.min(count, value(sureReach)) : 0;
    return Math.round(Math.min(100, Math.max(decides + added, sure)));
  };
  return {
    percentile: of(({ percentile }) => percentile),
    interval: [of(({ interval }) => interval[0]), of(({ interval }) => interval[1])],
  };
}
