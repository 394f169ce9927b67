import { startListening } from './workers/listening.ts';
import { startListeningToNetworks } from './workers/network-listening.ts';

type Crms = Parameters<typeof startListening>[0];
type Networks = Parameters<typeof startListeningToNetworks>[0];

/** Listens to what CRMs and networks tell without being asked. */
export function listenToAll({ listen, networks, ...deps }: Crms & Networks): { stop(): Promise<void> } {
  const toCrms = startListening({ ...deps, listen });
  const toNetworks = startListeningToNetworks({ ...deps, networks });
  return { stop: async () => void (await Promise.all([toCrms.stop(), toNetworks.stop()])) };
}
