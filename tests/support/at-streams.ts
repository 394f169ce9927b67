import { setTimeout as wait } from 'node:timers/promises';
import { bluesky } from '../../connectors/network/bluesky/index.ts';
import { openGate } from '../../src/outbound/gate.ts';
import { openLine } from '../../src/outbound/line.ts';
import { listenedOf } from '../../src/outbound/listened.ts';
import type { Network, NetworkConnector } from '../../src/ports/network.ts';
import type { Pause } from '../../src/ports/runtime.ts';
import type { ListenedNetwork } from '../../src/ports/stream.ts';
import { startAtNetwork } from './at-network.ts';
import type { AtNetwork } from './at-network.ts';
import { SILENT } from './database.ts';
import { startJetstream } from './jetstream.ts';
import type { Jetstream } from './jetstream.ts';

export const STREAMS = ['jetstream', 'firehose'] as const;
export type Stream = (typeof STREAMS)[number];

/** Waits as little as a test can. */
export const soon: Pause = async (ms, signal) => {
  await wait(Math.min(ms, 20), undefined, signal ? { signal } : {}).catch(() => undefined);
};
/** A busy machine answers late: nobody is called silent so soon. */
const beat: Pause = async (_ms, signal) => {
  await wait(2_000, undefined, signal ? { signal } : {}).catch(() => undefined);
};
const now = () => new Date();

/** A real AT Protocol network, and both ways of listening to it. */
export interface AtStreams {
  readonly at: AtNetwork;
  readonly jetstream: Jetstream;
  listenedTo(stream: Stream): ListenedNetwork;
  /** The same network, asked. */
  asked(): Network;
  close(): Promise<void>;
}

export async function startAtStreams(): Promise<AtStreams> {
  const at = await startAtNetwork();
  const jetstream = await startJetstream(at.pdsUrl, at.plcUrl);
  const limits = { requests: 1000, perSeconds: 1, together: 8 };
  const gate = openGate({ now, pause: soon, log: SILENT, limitsOf: () => limits });
  return {
    ...{ at, jetstream },
    listenedTo: (stream) => {
      const streamBase = stream === 'jetstream' ? jetstream.url : at.pdsUrl.replace('http:', 'ws:');
      const [one] = listenedOf([bluesky], {
        ...{ gate, now, bases: { bluesky: at.appViewUrl } },
        settings: { bluesky: { stream, streamBase, directory: at.plcUrl } },
        open: (url, signal) => openLine(url, signal, { pause: beat }),
      });
      if (!one) throw new Error('it is not listened to');
      return one;
    },
    asked: () => {
      const tools = { ask: gate.askAs('bluesky', limits), now, settings: { base: at.appViewUrl } };
      return (bluesky as NetworkConnector).connect(tools);
    },
    close: async () => {
      await jetstream.close();
      await Promise.all([gate.close(), at.close()]);
    },
  };
}
