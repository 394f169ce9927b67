import { randomUUID } from 'node:crypto';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Topic } from './bus.ts';
import type { Session } from './door.ts';
import { REFUSALS } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { replayBytes, replayOf } from './topic.ts';
import type { KeptEvent } from './topic.ts';
import type { FetchRequest } from './wire.ts';

/** One who listens to one topic. */
export interface Stream {
  readonly call: ServerDuplexStream<unknown, object>;
  readonly session: Session;
  readonly topic: Topic;
  /** How many events it may still be given. */
  wanted: number;
  /** The last event it was given. */
  at: bigint;
}

/** What is wrong with a request for events; the first of a stream names its topic. */
export function fetchRefused(fetch: FetchRequest, stream: Stream | undefined): Refusal | undefined {
  if (fetch.numRequested <= 0) return REFUSALS.nothingRequested;
  if (!stream) return fetch.topicName === '' ? REFUSALS.noTopic : undefined;
  const same = fetch.topicName === '' || fetch.topicName === stream.topic.name;
  return same ? undefined : REFUSALS.otherTopic;
}

/** After which replay id a new stream begins. */
export function startingPoint(fetch: FetchRequest, topic: Topic, latest: bigint): bigint | Refusal {
  if (fetch.replayPreset === 'LATEST') return latest;
  if (fetch.replayPreset === 'EARLIEST') return topic.log.earliest();
  if (fetch.replayId.length === 0) return REFUSALS.noReplayId;
  const replay = replayOf(fetch.replayId);
  return replay !== undefined && topic.log.reachesBackTo(replay) ? replay : REFUSALS.replayId;
}

/** Events as they are handed out, without the replay id that the answer as a whole carries. */
export function given(events: readonly KeptEvent[], { wanted }: Stream): object {
  return {
    events: events.map(({ id, schemaId, payload, replay }) => ({
      event: { id, schemaId, payload },
      replayId: replayBytes(replay),
    })),
    rpcId: randomUUID(),
    pendingNumRequested: wanted,
  };
}
