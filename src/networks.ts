import { HOSTS_NEVER_ASKED } from '../connectors/addresses.ts';
import { ADDRESS_GRAMMARS, CRMS, NETWORKS } from '../connectors/index.ts';
import { now, pause } from './clock.ts';
import type { Config } from './config.ts';
import { brieflyRemembering } from './outbound/brief-threads.ts';
import { openGate } from './outbound/gate.ts';
import { openLine } from './outbound/line.ts';
import { listenedOf } from './outbound/listened.ts';
import { connectNetworks, grammarsOf, offeredOf, reroutes } from './outbound/networks.ts';
import { crmLimits } from './outbound/sessions.ts';
import type { Log } from './ports/runtime.ts';
import type { Sample } from './sandbox/sample.ts';

/** The way out to networks, for the server and for `kith enrich` alike. */
export function openNetworks(
  config: Pick<Config, 'networkBases' | 'networkSettings' | 'onlyNetworks'>,
  log: Log,
  sample?: Sample,
) {
  // From the sample workspace nothing leaves this machine.
  const only = sample ? new Set(Object.keys(sample.bases)) : config.onlyNetworks;
  const connectors = NETWORKS.filter(({ id }) => only?.has(id) ?? true);
  const bases = { ...sample?.bases, ...config.networkBases };
  const gate = openGate({
    ...{ now, pause, log },
    limitsOf: (lane) => crmLimits(CRMS.find((crm) => lane.startsWith(crm.id)) ?? CRMS[0], lane),
    reroute: reroutes(connectors, bases),
    trustedOrigins: new Set(Object.values(bases)),
    neverAsked: HOSTS_NEVER_ASKED,
  });
  const configured = { bases, settings: config.networkSettings };
  return {
    gate,
    networks: brieflyRemembering(connectNetworks(connectors, { gate, now, ...configured }), now),
    // Also of networks that are not asked: what was kept of them is bound by their terms all the same.
    manners: new Map(NETWORKS.map((one) => [one.id, one])),
    offered: offeredOf(connectors, configured),
    listened: listenedOf(connectors, {
      ...{ gate, now, ...configured },
      open: (to, signal) => openLine(to, signal, { pause }),
    }),
    grammars: grammarsOf(ADDRESS_GRAMMARS, connectors, configured),
    now,
  };
}
