import type { NetworkId } from '../../core/ids.ts';
import type { Adds } from '../../core/listening/adds.ts';
import { keyOf } from '../../core/profile.ts';
import type { Profile } from '../../core/profile.ts';
import type { ReadPost } from '../../core/record/facts.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Workspace } from '../../ports/store.ts';
import type { Manners } from '../tend.ts';
import { whoIsMeant, whyNobody } from './gather.ts';

/** Whom a rule would add to the CRM, of what is known. */
export interface ForeseenAdding {
  readonly people: number;
  /** The first of them. */
  readonly first: readonly Profile[];
  /** Networks on which it heard somebody and adds nobody, with the clause. */
  readonly nobody: readonly { readonly network: NetworkId; readonly clause: string }[];
}

const SHOWN = 10;

/** The same decision as when it is carried out (`gather`), on posts that are given; nothing is done. */
export async function foreseeAdding(
  w: Workspace,
  adds: Adds,
  heard: readonly { readonly post: ReadPost; readonly by: Profile }[],
  deps: { readonly manners: ReadonlyMap<NetworkId, Manners>; readonly now: Now },
): Promise<ForeseenAdding> {
  const strangers = [...Map.groupBy(heard, ({ by }) => keyOf(by)).values()].flatMap((all) => {
    const [one] = all;
    const said = all.map(({ post }) => ({ at: post.publishedAt, reading: post.reading }));
    return one ? [{ profile: one.by, said }] : [];
  });
  const meant = await whoIsMeant(w, adds, strangers, { now: deps.now(), manners: deps.manners });
  const networks = [...new Set(heard.map(({ by }) => by.network))];
  return {
    people: meant.length,
    first: meant.slice(0, SHOWN).map(({ profile }) => profile),
    nobody: networks.flatMap((network) => {
      const clause = whyNobody(network, deps.manners);
      return clause === undefined ? [] : [{ network, clause }];
    }),
  };
}
