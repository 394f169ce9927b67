import type { Endpoint, Sending, WantedEndpoint } from '../core/outgoing/endpoint.ts';
import { rotated, Signing } from '../core/outgoing/signing.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Webhooks } from '../ports/outgoing-events.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { announce, sendSoon } from './announce.ts';
import { signingOf } from './deliver.ts';

interface Deps {
  readonly store: Store;
  readonly webhooks: Webhooks;
  readonly now: Now;
}

/** Why something was not done, for the admin. */
export interface Refused {
  readonly refused: string;
}

/** What an admin does with the endpoints of an installation. `undefined` and `false`: there is none of this id. */
export interface Endpoints {
  list(at: InstallationId): Promise<readonly Endpoint[]>;
  /** The secret is shown this once. */
  make(
    at: InstallationId,
    wanted: WantedEndpoint,
  ): Promise<Refused | { readonly endpoint: Endpoint; readonly secret: string }>;
  /** Where it is, or what it hears; its secret stays. */
  change(at: InstallationId, id: string, wanted: WantedEndpoint): Promise<Refused | Endpoint | undefined>;
  stop(at: InstallationId, id: string): Promise<boolean>;
  /** What still waits for it is sent now. */
  resume(at: InstallationId, id: string): Promise<boolean>;
  remove(at: InstallationId, id: string): Promise<boolean>;
  /** A new secret, shown this once; the one before it stays valid for a day. */
  rotate(at: InstallationId, id: string): Promise<string | undefined>;
  /** Sends it a `ping`; `false` also where it is stopped. */
  ping(at: InstallationId, id: string): Promise<boolean>;
  /** Of the last 30 days, newest first. */
  log(at: InstallationId, id: string, limit: number): Promise<readonly Sending[]>;
  /** Sends an event once more, under the same id. */
  sendAgain(at: InstallationId, id: string, sending: string): Promise<boolean>;
}

/** More than these would be told one after the other for nothing. */
const MOST = 20;

export function openEndpoints({ store, webhooks, now }: Deps): Endpoints {
  return {
    list: (at) => store.inside(at, (w) => w.outgoing.endpoints()),
    make: (at, wanted) => make(at, wanted, { store, webhooks, now }),
    change: async (at, id, wanted) => {
      const refused = webhooks.refusal(wanted.url);
      if (refused !== undefined) return { refused };
      return store.inside(at, (w) => w.outgoing.change(id, wanted));
    },
    stop: (at, id) => store.inside(at, (w) => w.outgoing.stop(id, 'by an admin')),
    resume: (at, id) => store.inside(at, (w) => resume(w, id)),
    remove: (at, id) =>
      store.inside(at, async (w) => {
        await w.secrets.forget(signingOf(id));
        return w.outgoing.remove(id);
      }),
    rotate: (at, id) =>
      store.inside(at, async (w) => {
        const kept = await w.secrets.hold(signingOf(id));
        if (kept === undefined) return undefined;
        const secret = webhooks.newSecret();
        await keepSigning(w, id, rotated(Signing.parse(JSON.parse(kept)), secret, now()));
        return secret;
      }),
    ping: (at, id) => store.inside(at, async (w) => (await announce(w, { type: 'ping' }, now(), id)) > 0),
    log: (at, id, limit) => store.inside(at, (w) => w.outgoing.log(id, limit)),
    sendAgain: (at, id, sending) =>
      store.inside(at, async (w) => {
        if (!(await w.outgoing.again(id, sending, now()))) return false;
        await sendSoon(w, [sending]);
        return true;
      }),
  };
}

async function make(at: InstallationId, wanted: WantedEndpoint, { store, webhooks, now }: Deps) {
  const refused = webhooks.refusal(wanted.url);
  if (refused !== undefined) return { refused };
  return store.inside(at, async (w) => {
    if ((await w.outgoing.endpoints()).length >= MOST) return { refused: TOO_MANY };
    const endpoint = await w.outgoing.make(wanted, now());
    const secret = webhooks.newSecret();
    await keepSigning(w, endpoint.id, { current: secret });
    return { endpoint, secret };
  });
}

const TOO_MANY = `There are ${MOST} webhooks already: remove one that is not used.`;

const keepSigning = (w: Workspace, id: string, signing: Signing) =>
  w.secrets.keep(signingOf(id), JSON.stringify(signing));

/** Tells it again, and sends what waited for it. @returns false when there is none of this id. */
export async function resume(w: Workspace, id: string): Promise<boolean> {
  if (!(await w.outgoing.stop(id, undefined))) return false;
  for (const one of await w.outgoing.waiting(id)) await sendSoon(w, [one.id], { made: one.attempts });
  return true;
}
