import type { InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { heardOf } from '../ports/stream.ts';
import type { ListenedNetwork } from '../ports/stream.ts';
import type { Audience } from './audience.ts';

/** How far a network was heard. */
export interface Place {
  /** Undefined where it never was, or was listened to elsewhere. */
  last(): Promise<string | undefined>;
  /** @param isDue whether something was kept that must not be heard again. */
  keep(position: string, isDue: boolean): Promise<void>;
}

/** Where nothing happens to anybody here, the place is kept so often. */
const EVERY_MS = 5_000;
/** So often every installation is told that it is listened to. */
const TELL_MS = 300_000;

/**
 * A position says that everything before it is kept for everybody. So one installation's row is enough, and it changes
 * with every batch; the rows of the others follow now and then, and tell each that it is listened to. The newest counts.
 */
export function openPlace(
  { network, to }: Pick<ListenedNetwork, 'network' | 'to'>,
  audience: Audience,
  { store, now }: { readonly store: Pick<Store, 'inside'>; readonly now: Now },
): Place {
  const name = heardOf(network);
  let [kept, told] = [0, 0];
  const keepAt = (installation: InstallationId, position: string) =>
    store.inside(installation, (w) => w.cursors.keep(name, `${to} ${position}`, now()));
  return {
    last: async () => {
      let newest = { at: 0, position: '' };
      for (const installation of audience.all()) {
        const there = await store.inside(installation, async (w) => ({
          at: (await w.cursors.keptAt(name))?.getTime() ?? 0,
          position: (await w.cursors.read(name)) ?? '',
        }));
        if (there.at > newest.at) newest = there;
      }
      return newest.position.startsWith(`${to} `) ? newest.position.slice(to.length + 1) : undefined;
    },
    keep: async (position, isDue) => {
      const at = now().getTime();
      if (!isDue && at - kept < EVERY_MS) return;
      const tellsAll = at - told >= TELL_MS;
      for (const one of tellsAll ? audience.all() : audience.all().slice(0, 1)) await keepAt(one, position);
      kept = at;
      if (tellsAll) told = at;
    },
  };
}
