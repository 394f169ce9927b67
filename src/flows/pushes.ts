import { rotated, Signing, validAt } from '../core/outgoing/signing.ts';
import type { InstallationId, NetworkId } from '../core/ids.ts';
import type { Push } from '../ports/push.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import type { Manners } from './tend.ts';

interface Deps {
  readonly store: Store;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly now: Now;
  /** One that nobody can guess, of letters, digits, `-` and `_`. */
  readonly newSecret: () => string;
}

/** A network that can call, and how that stands. */
export interface PushLine {
  readonly network: NetworkId;
  /** What the admin has to enter there besides the address. */
  readonly says: string;
  /** The secret is theirs: it is entered here. */
  readonly brings: boolean;
  /** People ask through it that what is kept of them be erased. */
  readonly erases: boolean;
  readonly isSetUp: boolean;
  /** Until then the secret before this one is valid too. */
  readonly formerUntil?: string;
  readonly lastDelivery?: Date;
}

/** What became of a secret: the one that Kith made, shown this once; or why there is none. */
export type NewSecret =
  | { readonly secret?: string; readonly token?: string; readonly formerUntil?: string }
  | { readonly refused: 'not of its form' | 'set up already' };

/** What an admin does with the networks that call. `undefined` and `false`: the network does not, or is not set up. */
export interface Pushes {
  /** How a network calls; `undefined` where it does not. */
  of(network: string): Push | undefined;
  list(at: InstallationId): Promise<readonly PushLine[]>;
  /** @param theirs the secret, where it is theirs. */
  setUp(at: InstallationId, network: string, theirs?: string): Promise<NewSecret | undefined>;
  /** Another secret; the one before it stays valid for a day. */
  rotate(at: InstallationId, network: string, theirs?: string): Promise<NewSecret | undefined>;
  /** It is not listened to any more. */
  retire(at: InstallationId, network: string): Promise<boolean>;
  /** Those that are valid now; none where it is not set up. */
  secrets(at: InstallationId, network: string): Promise<readonly string[]>;
}

/** The name under which a network's secrets are kept. */
const kept = (network: string) => `push ${network}`;

const signingIn = (value: string | undefined): Signing | undefined =>
  value === undefined ? undefined : Signing.parse(JSON.parse(value));

export function openPushes(deps: Deps): Pushes {
  const { store, manners, now } = deps;
  const of = (network: string) => [...manners].find(([id]) => id === network)?.[1].push;
  return {
    of,
    list: (at) => list(at, deps),
    setUp: async (at, network, theirs) => {
      const push = of(network);
      return push && replace(at, network, { push, theirs, isFirst: true }, deps);
    },
    rotate: async (at, network, theirs) => {
      const push = of(network);
      return push && replace(at, network, { push, theirs, isFirst: false }, deps);
    },
    retire: (at, network) =>
      store.inside(at, async (w) => {
        const there = await w.secrets.hold(kept(network));
        await w.secrets.forget(kept(network));
        return there !== undefined;
      }),
    secrets: async (at, network) => {
      const signing = signingIn(await store.inside(at, (w) => w.secrets.read(kept(network))));
      return signing ? validAt(signing, now()) : [];
    },
  };
}

function list(at: InstallationId, { store, manners, now }: Deps): Promise<readonly PushLine[]> {
  return store.inside(at, async (w) => {
    const newest = await w.deliveries.newest();
    const lines: PushLine[] = [];
    for (const [network, { push }] of manners) {
      if (!push) continue;
      const signing = signingIn(await w.secrets.read(kept(network)));
      const lastDelivery = newest.get(network);
      const both = signing && validAt(signing, now()).length > 1 ? signing.former : undefined;
      lines.push({
        ...{
          network,
          says: push.says,
          brings: push.brings !== undefined,
          erases: push.erasure !== undefined,
          isSetUp: signing !== undefined,
        },
        ...(both && { formerUntil: both.until }),
        ...(lastDelivery && { lastDelivery }),
      });
    }
    return lines;
  });
}

interface Wanted {
  readonly push: Push;
  readonly theirs: string | undefined;
  readonly isFirst: boolean;
}

function replace(
  at: InstallationId,
  network: string,
  { push, theirs, isFirst }: Wanted,
  { store, now, newSecret }: Deps,
): Promise<NewSecret | undefined> {
  return store.inside(at, async (w) => {
    const before = signingIn(await w.secrets.hold(kept(network)));
    if (isFirst && before) return { refused: 'set up already' };
    if (!isFirst && !before) return undefined;
    const secret = push.brings ? theirs : newSecret();
    if (secret === undefined || !(push.brings?.test(secret) ?? true)) return { refused: 'not of its form' };
    const signing: Signing = before ? rotated(before, secret, now()) : { current: secret };
    await w.secrets.keep(kept(network), JSON.stringify(signing));
    return {
      ...(!push.brings && { secret }),
      ...(push.tokenFor && { token: push.tokenFor(secret) }),
      ...(signing.former && { formerUntil: signing.former.until }),
    };
  });
}
