import { dirname, join } from 'node:path';
import { loadSync } from '@grpc/proto-loader';
import { z } from 'zod';
import { CLIENT } from './avro.ts';

/** The platform's own description of the service, from the package of its client. */
function serviceOf(name: string) {
  const described = loadSync(join(dirname(CLIENT), '..', 'pubsub_api.proto'), {
    defaults: true,
    enums: String,
    longs: String,
  })[name];
  if (described === undefined || 'format' in described) throw new Error(`${name} is no service`);
  return described;
}
export const PUB_SUB = serviceOf('eventbus.v1.PubSub');

const Bytes = z.instanceof(Buffer);

export const TopicRequest = z.object({ topicName: z.string() });
export const SchemaRequest = z.object({ schemaId: z.string() });
export const FetchRequest = z.object({
  topicName: z.string(),
  replayPreset: z.enum(['LATEST', 'EARLIEST', 'CUSTOM']),
  replayId: Bytes,
  numRequested: z.number(),
});
export type FetchRequest = z.output<typeof FetchRequest>;
export const PublishRequest = z.object({
  topicName: z.string(),
  events: z.array(z.object({ id: z.string(), schemaId: z.string(), payload: Bytes })),
});
export type PublishRequest = z.output<typeof PublishRequest>;
