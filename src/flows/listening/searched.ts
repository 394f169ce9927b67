import { listenedTo } from '../../core/listening/permitted.ts';
import type { Listened } from '../../core/listening/permitted.ts';
import type { NetworkId } from '../../core/ids.ts';
import type { Network } from '../../ports/network.ts';
import type { Manners } from '../tend.ts';

export interface Ways {
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
}

/** Whether and how each network is listened to, whatever an admin switched off. */
export function listenedNetworks({ networks, manners }: Ways): ReadonlyMap<NetworkId, Listened> {
  return new Map(
    [...manners].map(([id, { terms, searched, push }]) => [
      id,
      listenedTo({
        terms,
        kinds: searched?.kinds ?? [],
        calls: push !== undefined,
        connected: networks.get(id)?.mentions !== undefined,
      }),
    ]),
  );
}

/** How a network is asked, where it may be and can be. */
export function askable(id: NetworkId, { networks, manners }: Ways) {
  const there = manners.get(id);
  const mentions = networks.get(id)?.mentions;
  if (!there?.searched || !mentions) return undefined;
  const { terms, limits, searched } = there;
  if (terms.needsConsent || !terms.mayMatchOutside) return undefined;
  return {
    mentions,
    kinds: searched.kinds,
    limits: searched.limits ?? limits,
    own: searched.limits !== undefined,
  };
}
