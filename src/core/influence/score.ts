import type { Profile } from '../profile.ts';
import { wilson } from '../wilson.ts';
import type { Influence } from './influence.ts';
import { resonanceOf } from './resonance.ts';
import type { Echo, Resonance, SizedEcho } from './resonance.ts';

/** With fewer known profiles a percentile says nothing. */
const FLOOR = 5;

/** What others did with its posts, and with those of the profiles known on its network. */
export interface Echoes {
  readonly own: Echo;
  readonly known: readonly SizedEcho[];
}

/**
 * How far a profile reaches, and how much of an echo it has there, each explained: reach is the mid-rank percentile of its
 * followers among the profiles known on its network, with the Wilson (1927) 95 % interval that so many profiles allow;
 * resonance is there where enough was said and heard (`resonanceOf`). The whole is the mean of what is known.
 * @param followersOnNetwork ascending, the profile's own count included.
 */
export function scoreInfluence(
  profile: Profile,
  followersOnNetwork: readonly number[],
  echoes?: Echoes,
): Influence {
  const { followers } = profile.counts;
  if (followers === undefined) return { known: false, says: 'This network does not say how many follow.' };
  const among = followersOnNetwork.length;
  if (among < FLOOR) {
    return { known: false, says: `Too little known: ${among} of ${FLOOR} profiles there to compare with.` };
  }
  const reach = reachOf(followers, followersOnNetwork);
  const resonance = echoes && resonanceOf({ ...echoes.own, followers }, echoes.known);
  const parts = [reach, ...(resonance ? [resonance] : [])];
  const mean = (of: (part: Part) => number) =>
    Math.round(parts.reduce((sum, part) => sum + of(part), 0) / parts.length);
  return {
    known: true,
    percentile: mean(({ percentile }) => percentile),
    interval: [mean(({ interval }) => interval[0]), mean(({ interval }) => interval[1])],
    among,
    because: [
      { part: 'reach', says: reach.says, percentile: reach.percentile },
      ...(resonance ? [resonates(resonance)] : []),
    ],
  };
}

type Part = Pick<Resonance, 'percentile' | 'interval'>;

function reachOf(followers: number, all: readonly number[]): Part & { readonly says: string } {
  const among = all.length;
  const below = all.filter((count) => count < followers).length;
  const same = all.filter((count) => count === followers).length;
  const share = (below + same / 2) / among;
  const [from, to] = wilson(share, among);
  const says = `${followers.toLocaleString('en')} followers: more than ${Math.round((below / among) * 100)} % of the ${among} profiles known there`;
  return { percentile: asPercentile(share), interval: [asPercentile(from), asPercentile(to)], says };
}

const asPercentile = (share: number) => Math.round(share * 100);

function resonates({ rate, percentile, interval: [low, high], among, sized }: Resonance) {
  const echo = rate.toLocaleString('en', { maximumSignificantDigits: 2 });
  const others = `${among} profiles ${sized ? 'of about its size' : 'of any size'} there`;
  const says = `About ${echo} answers, shares and likes for each own post: percentile ${percentile} (${low} to ${high}) among ${others}`;
  return { part: 'resonance', says, percentile } as const;
}
