import { confirm } from '../core/subscription/confirm.ts';
import type { HubWord } from '../core/subscription/confirm.ts';
import { isTold } from '../core/subscription/subscription.ts';
import type { Subscription } from '../core/subscription/subscription.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import type { Hubs } from '../ports/subscriptions.ts';
import { secretOf } from './subscriptions.ts';

/** What hubs and admins have to do with subscriptions. */
export interface Subscriptions {
  /** @returns whether this is what was asked for: then the hub is told so. */
  confirm(at: InstallationId, id: string, word: HubWord): Promise<boolean>;
  /** What the hub signs with; undefined where nothing of this name is to be told. */
  secret(at: InstallationId, id: string): Promise<string | undefined>;
  /** Whether hubs can reach us. */
  reached(): boolean;
  /** Those that are told first; at most so many. */
  list(at: InstallationId, limit: number): Promise<readonly (Subscription & { readonly isTold: boolean })[]>;
}

interface Deps {
  readonly store: Store;
  readonly hubs: Pick<Hubs, 'calledAt'>;
  readonly now: Now;
}

export function openSubscriptions({ store, hubs, now }: Deps): Subscriptions {
  return {
    reached: () => hubs.calledAt !== undefined,
    confirm: (at, id, word) =>
      store.inside(at, async (w) => {
        const one = await w.subscriptions.hold(id);
        const next = one && confirm(one, word, now());
        if (next && next !== one) await w.subscriptions.keep(next);
        return next !== undefined;
      }),
    secret: (at, id) =>
      store.inside(at, async (w) => {
        const one = await w.subscriptions.find(id);
        return one && isTold(one, now()) ? w.secrets.read(secretOf(id)) : undefined;
      }),
    list: (at, limit) =>
      store.inside(at, async (w) =>
        (await w.subscriptions.list(limit)).map((one) => ({ ...one, isTold: isTold(one, now()) })),
      ),
  };
}
