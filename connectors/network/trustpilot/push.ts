import { DeliveryId } from '../../../src/core/ids.ts';
import { digestOf, isSame } from '../../../src/core/signature.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { Push, Pushed } from '../../../src/ports/push.ts';
import { happened } from './push-events.ts';

/**
 * Trustpilot's webhooks. It signs nothing and lets an admin enter an address only: the secret stands in that address, so
 * whoever knows it may say anything. What a delivery says is therefore asked for again where it decides whose it is.
 */
export const push: Push = {
  says:
    'Under Integrations, Developers, Webhooks add the address, with ?secret= and the secret at its end, as a subscription ' +
    'to new, updated and deleted service reviews.',
  receive,
  events: happened,
};

/** Deletions are not dated there: when it came is kept in a line before what came. */
function receive(secrets: readonly string[], { method, path, body }: Inbound, now: Date): Pushed | undefined {
  const [given, ...more] = URL.parse(path, 'http://kith')?.searchParams.getAll('secret') ?? [];
  const isGenuine = given !== undefined && more.length === 0 && secrets.some((one) => isSame(given, one));
  if (method !== 'POST' || !isGenuine) return undefined;
  const line = JSON.stringify({ at: now.toISOString() });
  return {
    kind: 'delivery',
    id: DeliveryId.parse(digestOf(body)),
    body: Buffer.concat([Buffer.from(`${line}\n`), body]),
  };
}
