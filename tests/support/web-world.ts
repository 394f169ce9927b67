import { website } from '../../connectors/network/website/index.ts';
import { openSubscriptions } from '../../src/flows/subscriptions-list.ts';
import { openWebmentions } from '../../src/flows/webmentions.ts';
import { openGate } from '../../src/outbound/gate.ts';
import { openHubs } from '../../src/outbound/hubs.ts';
import { connectNetworks } from '../../src/outbound/networks.ts';
import type { Hubs } from '../../src/ports/subscriptions.ts';
import { world as handMade } from '../browser/hand-made.ts';
import { serve } from '../browser/serve.ts';
import { SILENT } from './database.ts';
import { startHub } from './hub.ts';
import { startSites } from './sites.ts';
import type { openWorlds } from './world.ts';

const UNHURRIED = { requests: 1_000, perSeconds: 1, together: 8 };

/**
 * A world with websites and a hub in it, and Kith's own HTTP side: the connector, the gate, the hub and the requests are
 * real, on loopback ports. Whatever host a page names as its hub is the simulated one.
 */
export async function openWebWorld(worlds: Awaited<ReturnType<typeof openWorlds>>) {
  const [sites, hub] = [await startSites(), await startHub()];
  const reached: { at: string | undefined } = { at: undefined };
  const gate = openGate({
    ...{ now: () => new Date(), pause: async () => undefined, log: SILENT, limitsOf: () => UNHURRIED },
    reroute: new Map([
      ['website', sites.origin],
      ['hubs', hub.origin],
    ]),
    ...{ peoplesHosts: UNHURRIED, attempts: 1, attemptMs: 500 },
  });
  const out = openHubs(gate, 'https://kith.example');
  const hubs: Hubs = {
    get calledAt() {
      return reached.at;
    },
    newSecret: () => out.newSecret(),
    ask: (request) => out.ask(request),
  };
  const w = worlds.toldBy(hubs, (now) => connectNetworks([website], { gate, now, bases: {}, settings: {} }));
  const { store } = w.deps;
  const active = {
    crm: 'hubspot',
    account: w.installation.slice('hubspot-'.length),
    status: 'active',
  } as const;
  const there = { id: w.installation, ...active, sample: true, installedAt: w.now() };
  await store.install(there);
  const app = await serve({
    ...handMade([]).deps,
    ...{ store, now: w.now },
    subscriptions: openSubscriptions({ store, hubs, now: w.now }),
    webmentions: openWebmentions({ store, now: w.now }),
  });
  reached.at = app.url;
  return {
    ...{ w, sites, hub, app, reached, there },
    close: async () => {
      await app.close();
      await gate.close();
      await hub.close();
      await sites.close();
    },
  };
}

export type WebWorld = Awaited<ReturnType<typeof openWebWorld>>;
