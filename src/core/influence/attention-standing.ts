import { attentionReceived } from './attention.ts';
import type { Received } from './attention.ts';
import type { Edges } from './graph.ts';
import { gammaQuantiles } from './gamma.ts';
import { midRank } from './standing.ts';

/** Fewer that contacts lead to and that receive attention are no measure: nobody is compared. */
const FLOOR = 10;
/** From how many engagers of one weight on it is said without reserve how somebody stands. */
export const SURE_FROM = 10;

/** What the attention that a profile receives comes to. */
export interface AttentionStanding {
  /** How far a contact leads to it, 0 to 1. */
  readonly credible: number;
  /** What counts of it, and all of it, in people's whole attention. */
  readonly known: number;
  readonly seen: number;
  /** Far more of it comes from unknown accounts than known ones explain. */
  readonly unusual: boolean;
  readonly engagers: number;
  readonly knownEngagers: number;
  /** For how many engagers of one weight the known ones stand. */
  readonly effective: number;
  /** Absent where too little is known on the network to compare with. */
  readonly place?: AttentionPlace;
}

export interface AttentionPlace {
  /** All 0 to 100, among those to whom contacts lead. */
  readonly percentile: number;
  readonly interval: readonly [number, number];
  readonly among: number;
  /** Whether those compared with are of about its size, or all of its network. */
  readonly sized: boolean;
}

/** Who gives attention on a network, the accounts numbered from 0. */
export interface AttentionNetwork {
  readonly accounts: number;
  readonly edges: Edges;
  readonly contacts: Iterable<number>;
  /** NaN where it is not known. */
  readonly followers: Float64Array;
}

export interface AttentionStandings {
  readonly of: (account: number) => AttentionStanding;
  /** From whom an account receives the most of what counts, the most first. */
  readonly engagersOf: (account: number, most: number) => readonly number[];
}

/**
 * How the attention that each account of a network receives compares with what others receive, within a third to three
 * times of their followers (`bandOf`), or all of the network where fewer than ten are of that size. Only those to whom a contact
 * leads are compared with, so that accounts made up change nobody's place by being there.
 */
export function attentionStandings(network: AttentionNetwork): AttentionStandings {
  const received = attentionReceived(network.accounts, network.edges, network.contacts);
  const others = othersOf(received, network.followers);
  const enough = others.all.filter((one) => one > 0).length >= FLOOR;
  return {
    of: (account) => {
      const at = (column: ArrayLike<number>) => column[account] ?? 0;
      const place = enough ? placeOf(received, account, others, at(network.followers)) : undefined;
      return {
        ...{ credible: at(received.credible), known: at(received.known), seen: at(received.seen) },
        ...{ unusual: at(received.unusual) === 1, engagers: at(received.engagers) },
        ...{ knownEngagers: at(received.knownEngagers), effective: at(received.effective) },
        ...(place && { place }),
      };
    },
    engagersOf: (account, most) => engagersOf(received, account, most),
  };
}

/** Accounts of about one size: whole powers of three of their followers. */
const bandOf = (followers: number) =>
  Number.isNaN(followers) ? -1 : Math.round(Math.log(followers + 1) / Math.log(3));

interface Others {
  /** Ascending, as all of these are. */
  readonly all: Float64Array;
  readonly alike: ReadonlyMap<number, Float64Array>;
}

function othersOf({ known, credible }: Received, followers: Float64Array): Others {
  const compared = [...known.keys()].filter((at) => (credible[at] ?? 0) > 0);
  const ascending = (which: readonly number[]) => Float64Array.from(which, (at) => known[at] ?? 0).toSorted();
  const bands = Map.groupBy(compared, (at) => bandOf(followers[at] ?? NaN));
  const alike = [...bands].filter(([band, within]) => band >= 0 && within.length >= FLOOR);
  return {
    all: ascending(compared),
    alike: new Map(alike.map(([band, within]) => [band, ascending(within)])),
  };
}

/**
 * The interval is that of the Gamma posterior of how many such engagers there are (prior: half of one, Jeffreys): each known
 * one is one seen, so that what few gave is unsure, and what nobody gave is not surely nothing.
 */
function placeOf(
  received: Received,
  account: number,
  { all, alike }: Others,
  followers: number,
): AttentionPlace {
  const band = alike.get(bandOf(followers));
  const others = band ?? all;
  const [known, effective] = [received.known[account] ?? 0, received.effective[account] ?? 0];
  const place = (of: number) => Math.round(100 * midRank(others, of));
  const [low, high] = gammaQuantiles(effective + 0.5);
  // What one engager gives: of nobody, what one usually gives.
  const each = effective > 0 ? known / effective : (all[all.length >> 1] ?? 0) || (all.at(-1) ?? 0) / 10;
  const percentile = place(known);
  return {
    percentile,
    interval: [Math.min(percentile, place(each * low)), Math.max(percentile, place(each * high))],
    among: others.length,
    sized: band !== undefined,
  };
}

function engagersOf({ attention, credible }: Received, account: number, most: number): readonly number[] {
  const { starts, givers, weights } = attention;
  const all: { readonly giver: number; readonly gives: number }[] = [];
  for (let at = starts[account] ?? 0; at < (starts[account + 1] ?? 0); at++) {
    const giver = givers[at] ?? 0;
    const gives = (credible[giver] ?? 0) * (weights[at] ?? 0);
    if (gives > 0) all.push({ giver, gives });
  }
  return all
    .toSorted((a, b) => b.gives - a.gives || a.giver - b.giver)
    .slice(0, most)
    .map(({ giver }) => giver);
}
