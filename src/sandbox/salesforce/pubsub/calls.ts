import { randomUUID } from 'node:crypto';
import type {
  ServerDuplexStream,
  ServerUnaryCall,
  UntypedServiceImplementation,
  sendUnaryData,
} from '@grpc/grpc-js';
import type { Bus } from './bus.ts';
import type { Door, Planned, Session } from './door.ts';
import { publish, publishStream } from './publish.ts';
import { REFUSALS, asStatus, isRefusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Listeners } from './subscribe.ts';
import { PublishRequest, SchemaRequest, TopicRequest } from './wire.ts';

type Asked = ServerUnaryCall<unknown, object>;
type Method = NonNullable<Planned['method']>;

/** The calls of the Pub/Sub API. ManagedSubscribe, which is in beta, is not among them. */
export function calls(bus: Bus, door: Door, listeners: Listeners): UntypedServiceImplementation {
  const unary =
    (method: Method, answer: (request: unknown, session: Session) => object | Refusal) =>
    (call: Asked, reply: sendUnaryData<object>) => {
      const session = door.enter(call.metadata);
      const outcome = isRefusal(session) ? session : (door.planned(method) ?? answer(call.request, session));
      if (isRefusal(outcome)) reply(asStatus(outcome));
      else reply(null, outcome);
    };
  return {
    GetTopic: unary('GetTopic', (request, session) => topicOf(request, session, bus)),
    GetSchema: unary('GetSchema', (request) => schemaOf(request, bus)),
    Publish: unary('Publish', (request) => publish(PublishRequest.parse(request), bus)),
    Subscribe: (call: ServerDuplexStream<unknown, object>) => listeners.listen(call),
    PublishStream: (call: ServerDuplexStream<unknown, object>) => publishStream(call, bus, door),
  };
}

function topicOf(request: unknown, { org }: Session, bus: Bus): object | Refusal {
  const { topicName } = TopicRequest.parse(request);
  if (topicName === '') return REFUSALS.noTopic;
  const topic = bus.topic(topicName);
  if (!topic) return REFUSALS.unknownTopic;
  return {
    topicName,
    tenantGuid: `core/simulated/${org}`,
    canPublish: topic.mayPublish,
    canSubscribe: true,
    schemaId: topic.schema.id,
    rpcId: randomUUID(),
  };
}

function schemaOf(request: unknown, bus: Bus): object | Refusal {
  const { schemaId } = SchemaRequest.parse(request);
  const schema = bus.schema(schemaId);
  return schema ? { schemaId, schemaJson: schema.json, rpcId: randomUUID() } : REFUSALS.noSchema;
}
