import type { NetworkConnector } from '../ports/network.ts';
import type { Now } from '../ports/runtime.ts';
import type { ListenedNetwork, OpenLine } from '../ports/stream.ts';
import type { Gate } from './gate.ts';
import { limitsOf, settingsOf, whyNot } from './networks.ts';
import type { Configured } from './networks.ts';

interface Deps extends Configured {
  readonly gate: Pick<Gate, 'askAs'>;
  readonly open: OpenLine;
  readonly now: Now;
}

/** Those of the networks that are asked which are listened to besides; nothing is opened before somebody listens. */
export function listenedOf(
  connectors: readonly NetworkConnector[],
  { gate, open, now, ...configured }: Deps,
): readonly ListenedNetwork[] {
  return connectors.flatMap((connector) => {
    const { id, listen } = connector;
    if (!listen || whyNot(connector, configured) !== undefined) return [];
    const settings = settingsOf(connector, configured);
    const to = listen.to(settings);
    if (to === undefined) return [];
    const tools = { ask: gate.askAs(id, limitsOf(connector, settings)), open, settings, now };
    return [{ network: id, to, listen: (hearing, signal) => listen.listen(tools, hearing, signal) }];
  });
}
