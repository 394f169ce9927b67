import type { ProfileId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import { volumeAt } from './attention-edge.ts';
import type { AttentionEdge } from './attention-edge.ts';
import { attentionStandings } from './attention-standing.ts';
import type { AttentionStanding } from './attention-standing.ts';
import { influenceAmong, NOBODY_COMPARED } from './compared.ts';
import type { Compared, Own } from './compared.ts';
import type { Influence } from './influence.ts';
import { numbered } from './numbered.ts';

/** Of a contact's account the first so many are named. */
const ENGAGERS = 5;

export interface AttentionAccount {
  readonly id: ProfileId;
  readonly followers?: number;
  /** It is linked to a contact. */
  readonly linked: boolean;
}

export interface Worked {
  readonly id: ProfileId;
  readonly standing: AttentionStanding;
  /** From whom it receives the most of what counts, in that order; of contacts' accounts only. */
  readonly engagers: readonly ProfileId[];
}

export interface ToScore {
  readonly profile: Profile;
  readonly own: Own;
  readonly standing: AttentionStanding | undefined;
}

/** All that is worked out of a network, from what is told of it page by page: accounts first, then edges. */
export interface Weighing {
  accounts(page: readonly AttentionAccount[]): void;
  /** An edge of which either end was not among the accounts is left out. */
  edges(page: readonly AttentionEdge[]): void;
  /** What the attention of so many accounts comes to, in the order in which they were told; none beyond the last. */
  worked(from: number, many: number): readonly Worked[];
  /** What is scored from now on is compared by this. */
  compare(by: Compared): void;
  /** The influence of each, in their order. */
  scores(accounts: readonly ToScore[]): readonly Influence[];
}

/** @param now when it is: attention of 90 days ago counts half. */
export function weighing(now: Date): Weighing {
  const graph = numbered<ProfileId>();
  const [contacts, followers] = [new Set<number>(), [] as number[]];
  const workOut = () =>
    attentionStandings({
      ...{ accounts: graph.ids.length, edges: graph.edges(), contacts },
      followers: Float64Array.from(followers),
    });
  let standings: ReturnType<typeof workOut> | undefined;
  let compared = NOBODY_COMPARED;
  return {
    accounts: (page) => {
      for (const one of page) {
        followers.push(one.followers ?? Number.NaN);
        const account = graph.account(one.id);
        if (one.linked) contacts.add(account);
      }
    },
    edges: (page) => {
      for (const edge of page) graph.edge(edge.giver, edge.receiver, volumeAt(edge, now));
    },
    worked: (from, many) => {
      const { of, engagersOf } = (standings ??= workOut());
      const named = (account: number) => graph.ids.slice(account, account + 1);
      return graph.ids.slice(from, from + many).map((id, at) => ({
        ...{ id, standing: of(from + at) },
        engagers: contacts.has(from + at) ? engagersOf(from + at, ENGAGERS).flatMap(named) : [],
      }));
    },
    compare: (by) => {
      compared = by;
    },
    scores: (accounts) =>
      accounts.map(({ profile, own, standing }) => influenceAmong(profile, own, standing, compared)),
  };
}
