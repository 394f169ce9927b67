import type { Profile } from '../profile.ts';
import { present } from '../present.ts';
import { wilson } from '../wilson.ts';
import { attentionSays, attentionWarning } from './attention-says.ts';
import { SURE_FROM } from './attention-standing.ts';
import type { AttentionStanding } from './attention-standing.ts';
import type { Because, Influence, KnownInfluence } from './influence.ts';
import { relevanceOf } from './relevance.ts';
import type { Relevance, TopicEcho } from './relevance.ts';
import { resonanceOf } from './resonance.ts';
import type { Echo, Resonance, SizedEcho } from './resonance.ts';
import { weighedTogether } from './weighed.ts';
import type { Weighed } from './weighed.ts';

/** With fewer known profiles a percentile says nothing. */
const FLOOR = 5;
/** So many followers can be had for little: a reach that is left without them is sure. */
const BOUGHT = 1_000;

/** What others did with its posts, and with those of the profiles known on its network. */
export interface Echoes {
  readonly own: Echo;
  readonly known: readonly SizedEcho[];
}

/** How much it says of a topic, and how much the profiles known on its network do. */
export interface TopicEchoes {
  readonly name: string;
  readonly own: TopicEcho;
  readonly known: readonly TopicEcho[];
}

/** What is known beside the followers. */
export interface Heard {
  readonly echoes?: Echoes | undefined;
  readonly attention?: AttentionStanding | undefined;
  readonly topics?: readonly TopicEchoes[] | undefined;
}

/**
 * How far a profile reaches, how much of an echo it has there, and who turns to it, each explained: reach is the mid-rank
 * percentile of its followers among the profiles known on its network, with the Wilson (1927) 95 % interval that so many
 * profiles allow; resonance (`resonanceOf`), attention (`attentionStandings`) and topics (`relevanceOf`) are there where
 * enough is known. `weighedTogether` says what the whole is.
 * @param followersOnNetwork ascending, the profile's own count included.
 */
export function scoreInfluence(
  profile: Profile,
  followersOnNetwork: readonly number[],
  heard: Heard = {},
): Influence {
  const parts = partsOf(profile, followersOnNetwork, heard);
  const { reach, resonance, turned } = parts;
  const whole = weighedTogether({ ...parts, attention: turned?.place });
  if (!whole) return unknownFor(profile.counts.followers, followersOnNetwork.length);
  return {
    known: true,
    ...{ percentile: whole.percentile, interval: [...whole.interval] },
    among: reach?.among ?? turned?.place.among ?? 1,
    because: reasons(reach && reaches(reach), resonance && resonates(resonance), turned),
    ...present({
      warning: heard.attention && attentionWarning(heard.attention),
      topics: topicsOf(whole, heard.topics ?? []),
    }),
  };
}

function partsOf({ counts: { followers } }: Profile, all: readonly number[], { echoes, attention }: Heard) {
  const placed = attention?.place && { ...attention, place: attention.place };
  if (followers === undefined || all.length < FLOOR) {
    // With no counts beside it, it must be sure by itself.
    return { turned: placed && placed.effective >= SURE_FROM ? placed : undefined };
  }
  return {
    reach: reachOf(followers, all),
    sureReach: reachOf(Math.max(0, followers - BOUGHT), all),
    resonance: echoes && resonanceOf({ ...echoes.own, followers }, echoes.known),
    turned: placed,
  };
}

/** What is sure and decides comes first. */
function reasons(
  reach: Because | undefined,
  resonance: Because | undefined,
  turned: Parameters<typeof attentionSays>[0] | undefined,
): Because[] {
  const says = turned && attentionSays(turned);
  const all = turned && turned.effective >= SURE_FROM ? [says, reach, resonance] : [reach, resonance, says];
  return all.filter((one) => one !== undefined);
}

function unknownFor(followers: number | undefined, among: number): Influence {
  if (followers === undefined) return { known: false, says: 'This network does not say how many follow.' };
  return { known: false, says: `Too little known: ${among} of ${FLOOR} profiles there to compare with.` };
}

type Reach = Weighed & { readonly followers: number; readonly below: number; readonly among: number };

function reachOf(followers: number, all: readonly number[]): Reach {
  const among = all.length;
  const below = all.filter((count) => count < followers).length;
  const same = all.filter((count) => count === followers).length;
  const share = (below + same / 2) / among;
  const [from, to] = wilson(share, among);
  const interval = [asPercentile(from), asPercentile(to)] as const;
  return { percentile: asPercentile(share), interval, followers, below, among };
}

const asPercentile = (share: number) => Math.round(share * 100);

function reaches({ followers, below, among, percentile }: Reach): Because {
  const more = Math.round((below / among) * 100);
  const says = `${followers.toLocaleString('en')} followers: more than ${more} % of the ${among} profiles known there`;
  return { part: 'reach', says, percentile };
}

function resonates({ rate, percentile, interval: [low, high], among, sized }: Resonance): Because {
  const echo = rate.toLocaleString('en', { maximumSignificantDigits: 2 });
  const others = `${among} profiles ${sized ? 'of about its size' : 'of any size'} there`;
  const says = `About ${echo} answers, shares and likes for each own post: percentile ${percentile} (${low} to ${high}) among ${others}`;
  return { part: 'resonance', says, percentile };
}

/** Whom they move on a topic: twice what they move at all, and once how much of it is about that. */
function topicsOf(whole: Weighed, topics: readonly TopicEchoes[]): KnownInfluence['topics'] {
  const known = topics.flatMap(({ name, own, known: others }) => {
    const relevance = relevanceOf(own, others);
    return relevance ? [{ name, relevance }] : [];
  });
  if (known.length === 0) return undefined;
  const mean = (a: number, b: number) => Math.round((2 * a + b) / 3);
  return known
    .map(({ name, relevance }) => ({
      name,
      percentile: mean(whole.percentile, relevance.percentile),
      interval: [
        mean(whole.interval[0], relevance.interval[0]),
        mean(whole.interval[1], relevance.interval[1]),
      ] as [number, number],
      because: [isAbout(relevance)],
    }))
    .toSorted((a, b) => b.percentile - a.percentile || (a.name < b.name ? -1 : 1));
}

function isAbout({ share, echo, percentile, interval: [low, high], among }: Relevance): Because {
  const says =
    `${asPercentile(share)} % of what they say and ${asPercentile(echo)} % of its echo are about it: ` +
    `percentile ${percentile} (${low} to ${high}) among ${among} profiles there`;
  return { part: 'relevance', says, percentile };
}
