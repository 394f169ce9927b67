/**
 * Of what a network allows, so much goes into listening; the rest is for people who wait and for what is known already.
 * Of a budget that searching has to itself, more.
 */
const SHARE = { common: 0.2, own: 0.5 } as const;
const DAY_SECONDS = 86_400;
const DAY_MINUTES = 1_440;

const MINUTES = { first: 60, least: 5, most: DAY_MINUTES } as const;

/**
 * Questions that one installation may put to a network in a day: listening's share, divided evenly, so that nobody's
 * rules crowd out another's. Less than one is none.
 * @param sharers installations that share what the network allows.
 * @param own whether the limit is one of searching alone.
 */
export function questionsPerDay(
  { requests, perSeconds }: { readonly requests: number; readonly perSeconds: number },
  sharers: number,
  own = false,
): number {
  const share = own ? SHARE.own : SHARE.common;
  return Math.floor(((requests / perSeconds) * DAY_SECONDS * share) / Math.max(1, sharers));
}

/**
 * Minutes until a question is put again: sooner where it brought something, later where it did not, and never so soon
 * that all questions together would be more than the day's.
 * @param before what it was until now; undefined for one that was never put.
 * @param brought posts that were not heard yet.
 */
export function askAgainAfter(
  before: number | undefined,
  brought: number,
  day: { readonly allowed: number; readonly questions: number },
): number {
  const wished = before === undefined ? MINUTES.first : before * (brought > 0 ? 0.5 : 1.5);
  const fair = (DAY_MINUTES * day.questions) / Math.max(1, day.allowed);
  return Math.max(fair, Math.min(MINUTES.most, Math.max(MINUTES.least, wished)));
}
