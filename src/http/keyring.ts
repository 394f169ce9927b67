import { LRUCache } from 'lru-cache';
import type { Pushes } from '../flows/pushes.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';

/** The secrets that networks sign with, held for a moment: every delivery asks, a forged one too. */
export interface Keyring {
  /** None where the network is not set up. */
  readonly secrets: (installation: InstallationId, network: string) => Promise<readonly string[]>;
  readonly forget: (installation: InstallationId, network: string) => void;
}

/** What another process changed is seen after so long. */
const TTL_MS = 2_000;
const MOST = 10_000;

export function openKeyring(pushes: Pick<Pushes, 'secrets'>, now: Now): Keyring {
  const cache = new LRUCache<
    string,
    readonly string[],
    { readonly installation: InstallationId; readonly network: string }
  >({
    max: MOST,
    ttl: TTL_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context }) => pushes.secrets(context.installation, context.network),
  });
  const keyOf = (installation: InstallationId, network: string) => `${installation} ${network}`;
  return {
    secrets: async (installation, network) =>
      (await cache.fetch(keyOf(installation, network), { context: { installation, network } })) ?? [],
    forget: (installation, network) => void cache.delete(keyOf(installation, network)),
  };
}
