import type { NetworkId } from '../core/ids.ts';
import type { Network } from '../ports/network.ts';
import type { NetworkEvent } from '../ports/push.ts';
import type { Workspace } from '../ports/store.ts';

/** What a delivery told of without a word is read where the network can be asked for it: not now, since nobody is asked now. */
export async function toRead(
  w: Workspace,
  { network, of }: NetworkEvent & { readonly kind: 'told of' },
  { networks }: { readonly networks: ReadonlyMap<NetworkId, Network> },
): Promise<void> {
  if (!networks.get(network)?.toldOf) return;
  await w.enqueue('read', [{ installation: w.installation, network, of }], { key: `${network}:${of}` });
}
