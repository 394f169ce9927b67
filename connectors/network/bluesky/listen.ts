import type { Listen } from '../../../src/ports/stream.ts';
import { eventsIn } from './heard-events.ts';
import { listenToJetstream } from './jetstream.ts';
import { BASE } from './stream-settings.ts';
import type { StreamSettings } from './stream-settings.ts';

const STREAMS = {
  jetstream: { base: 'wss://jetstream2.us-east.bsky.network', listen: listenToJetstream },
  firehose: {
    base: 'wss://bsky.network',
    // What verifies commits is loaded by who listens to them.
    listen: async (...given: Parameters<typeof listenToJetstream>) =>
      (await import('./firehose.ts')).listenToFirehose(...given),
  },
} as const;

/** Jetstream, unless told. Who reads another network than the public one says where that is listened to. */
function streamOf({ base, stream = 'jetstream', streamBase }: StreamSettings) {
  if (stream === 'none') return undefined;
  const at = streamBase ?? (base === BASE ? STREAMS[stream].base : undefined);
  return at === undefined ? undefined : { at, name: `${stream} ${at}`, listen: STREAMS[stream].listen };
}

export const listen: Listen<StreamSettings> = {
  to: (settings) => streamOf(settings)?.name,
  listen: async (tools, hearing, signal) => {
    const stream = streamOf(tools.settings);
    await stream?.listen(stream.at, tools, hearing, signal);
  },
  events: eventsIn,
};
