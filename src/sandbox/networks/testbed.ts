import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, vi } from 'vitest';
import { NETWORKS } from '../../../connectors/index.ts';
import { NetworkId } from '../../core/ids.ts';
import { openGate } from '../../outbound/gate.ts';
import type { Gate } from '../../outbound/gate.ts';
import { connectNetworks, reroutes } from '../../outbound/networks.ts';
import type { Network } from '../../ports/network.ts';
import { PEOPLE } from '../people.ts';
import { startNetworks } from './start.ts';
import type { Networks } from './start.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');
const PLENTY = { requests: 1_000_000, perSeconds: 1, together: 20 };
const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The simulated networks, and the real connectors that ask them through the real gate. */
export interface Testbed {
  readonly networks: Networks;
  readonly connected: ReadonlyMap<NetworkId, Network>;
  of(network: string): Network;
}

/** Call once in a test file; what it answers is there once its tests run. */
export function testbed(): () => Testbed {
  let networks: Networks | undefined;
  let gate: Gate | undefined;
  let bed: Testbed | undefined;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    networks = await startNetworks({ people: PEOPLE, now: () => NOW });
    gate = gateTo(networks);
    bed = bedOf(networks, gate);
  });
  afterAll(async () => {
    await gate?.close();
    await networks?.close();
    vi.useRealTimers();
  });
  return () => {
    if (!bed) throw new Error('the test bed is not there yet');
    return bed;
  };
}

/** From here, too, nothing leaves this machine. */
const simulated = (bases: Networks['bases']) => NETWORKS.filter(({ id }) => id in bases);

function gateTo({ bases }: Networks): Gate {
  return openGate({
    now: () => NOW,
    log: silent,
    limitsOf: () => PLENTY,
    attempts: 1,
    // A website is asked once a second: the second passes without anybody waiting for it.
    pause: async (ms) => {
      vi.setSystemTime(Date.now() + ms);
      await setImmediate();
    },
    reroute: reroutes(simulated(bases), bases),
    trustedOrigins: new Set(Object.values(bases)),
  });
}

function bedOf(networks: Networks, gate: Gate): Testbed {
  const connectors = simulated(networks.bases).map((one) => ({ ...one, limits: PLENTY }));
  const connected = connectNetworks(connectors, {
    gate,
    bases: networks.bases,
    settings: {},
    now: () => NOW,
  });
  const of = (network: string) => {
    const found = connected.get(NetworkId.parse(network));
    if (!found) throw new Error(`${network} is not connected`);
    return found;
  };
  return { networks, connected, of };
}
