import { randomUUID } from 'node:crypto';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Bus, Topic } from './bus.ts';
import type { Door } from './door.ts';
import { REFUSALS, asStatus, isRefusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { replayBytes } from './topic.ts';
import { PublishRequest } from './wire.ts';

/** An event that is larger is not taken. */
const MOST_BYTES = 1_048_576;

/** Keeps the events of one request, each with its own outcome; a refusal when there is nothing to keep them in. */
export function publish(request: PublishRequest, bus: Bus): object | Refusal {
  if (request.topicName === '') return REFUSALS.noTopic;
  const topic = bus.topic(request.topicName);
  if (!topic) return REFUSALS.unknownTopic;
  if (!topic.mayPublish) return REFUSALS.readOnly;
  if (request.events.length === 0) return REFUSALS.nothingPublished;
  const results = request.events.map((event) => outcome(event, topic, bus));
  return { results, schemaId: topic.schema.id, rpcId: randomUUID() };
}

function outcome(event: PublishRequest['events'][number], topic: Topic, bus: Bus): object {
  const msg = wrongWith(event, topic);
  if (msg !== undefined) return { error: { code: 'PUBLISH', msg }, correlationKey: event.id };
  const replayId = replayBytes(bus.add(topic, event.payload, event.id));
  return { replayId, correlationKey: event.id };
}

function wrongWith({ schemaId, payload }: PublishRequest['events'][number], { schema }: Topic) {
  if (payload.length > MOST_BYTES) return 'The event message exceeds the maximum size of 1 MB.';
  if (schemaId !== schema.id) return 'The schema ID is not that of the topic.';
  try {
    schema.type.fromBuffer(payload);
    return undefined;
  } catch {
    return 'The payload does not follow the schema.';
  }
}

/** Takes the requests of a stream that publishes; its first one names the topic. */
export function publishStream(call: ServerDuplexStream<unknown, object>, bus: Bus, door: Door): void {
  let topicName: string | undefined;
  let refused = false;
  call.on('data', (message: unknown) => {
    if (refused) return;
    const request = PublishRequest.parse(message);
    topicName ??= request.topicName;
    const session = door.enter(call.metadata);
    const outcome = isRefusal(session)
      ? session
      : (door.planned('PublishStream', topicName) ?? more(request, topicName, bus));
    if (isRefusal(outcome)) {
      refused = true;
      call.emit('error', asStatus(outcome));
    } else call.write(outcome);
  });
  call.on('end', () => void (refused || call.end()));
}

function more(request: PublishRequest, topicName: string, bus: Bus): object | Refusal {
  const same = request.topicName === '' || request.topicName === topicName;
  return same ? publish({ ...request, topicName }, bus) : REFUSALS.otherPublishTopic;
}
