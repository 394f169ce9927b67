import type { Profile } from '../profile.ts';
import type { Influence } from './influence.ts';

/** With fewer known profiles a percentile says nothing. */
const FLOOR = 5;

/**
 * How far a profile reaches: the mid-rank percentile of its followers among the profiles known on its network, with
 * the Wilson (1927) 95 % interval that so many profiles allow.
 * @param followersOnNetwork ascending, the profile's own count included.
 */
export function scoreInfluence(profile: Profile, followersOnNetwork: readonly number[]): Influence {
  const { followers } = profile.counts;
  if (followers === undefined) return { known: false, says: 'This network does not say how many follow.' };
  const among = followersOnNetwork.length;
  if (among < FLOOR) {
    return { known: false, says: `Too little known: ${among} of ${FLOOR} profiles there to compare with.` };
  }
  const below = followersOnNetwork.filter((count) => count < followers).length;
  const same = followersOnNetwork.filter((count) => count === followers).length;
  const share = (below + same / 2) / among;
  const percentile = Math.round(share * 100);
  const says = `${followers.toLocaleString('en')} followers: more than ${Math.round((below / among) * 100)} % of the ${among} profiles known there`;
  return {
    known: true,
    percentile,
    interval: wilson(share, among),
    among,
    because: [{ part: 'reach', says, percentile }],
  };
}

/** 95 % score interval of a share seen in n, as percentiles. */
function wilson(share: number, n: number): [number, number] {
  const z = 1.96;
  const middle = share + z ** 2 / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const scale = 1 + z ** 2 / n;
  const bounded = (x: number) => Math.round(Math.min(1, Math.max(0, x / scale)) * 100);
  return [bounded(middle - spread), bounded(middle + spread)];
}
