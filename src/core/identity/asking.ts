import type { Link } from './link.ts';
import type { Profile } from '../profile.ts';

/** Showing a stranger's words as a customer's costs so many times what a right link brings: hence 0.99 to link unasked. */
const HARM = 99;

/** What one more answer teaches the model, at its least sure. */
const LESSON = 0.2;

/**
 * What asking a person about a suggested link is expected to be worth, in right links: the expected value of perfect
 * information (Howard 1966) over the choice to link or not, times what there is to gain, and a little for what the
 * model learns where it is least sure (Lewis & Gale 1994). Undefined where nothing is to be asked.
 */
export function valueOfAsking(
  { status, decidedBy, probability: p }: Pick<Link, 'status' | 'decidedBy' | 'probability'>,
  profile: Profile,
): number | undefined {
  if (status !== 'suggested' || decidedBy !== 'Kith') return undefined;
  const regret = Math.min(p, HARM * (1 - p));
  return Number((regret * gain(profile) + LESSON * 4 * p * (1 - p)).toFixed(4));
}

/** A profile whom many follow, or that speaks at all, is worth more to know: 1 to about 2. */
function gain({ counts, standing }: Profile): number {
  if (standing !== 'active') return 0.25;
  const heard = Math.log10(1 + (counts.followers ?? 0)) / 6;
  return 1 + Math.min(1, heard) * 0.8 + (counts.posts === undefined || counts.posts > 0 ? 0.2 : 0);
}
