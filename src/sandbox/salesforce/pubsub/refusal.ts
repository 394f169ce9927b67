import { randomUUID } from 'node:crypto';
import { Metadata, status } from '@grpc/grpc-js';

/** How the platform says no: the gRPC status, and its own word for it in the trailers. */
export interface Refusal {
  readonly code: number;
  readonly errorCode: string;
  readonly says: string;
}

export const isRefusal = (outcome: object): outcome is Refusal => 'errorCode' in outcome && 'says' in outcome;

const PREFIX = 'sfdc.platform.eventbus.grpc';
const refusal = (code: number, word: string, says: string): Refusal => ({
  code,
  errorCode: `${PREFIX}.${word}`,
  says,
});

/** Of the table under "Handle Errors" in the guide to the Pub/Sub API. */
export const REFUSALS = {
  session: refusal(
    status.UNAUTHENTICATED,
    'service.auth.error',
    'An authentication exception occurred. Provide valid authentication via metadata headers.',
  ),
  headers: refusal(
    status.UNAUTHENTICATED,
    'service.auth.headers.invalid',
    'The value of an authentication header is invalid or blank.',
  ),
  unavailable: refusal(status.UNAVAILABLE, 'service.unavailable', 'The service is unavailable.'),
  noTopic: refusal(status.INVALID_ARGUMENT, 'topic.validation.empty', 'The topic name is blank.'),
  unknownTopic: refusal(status.NOT_FOUND, 'topic.not.found', 'The topic was not found.'),
  otherTopic: refusal(
    status.INVALID_ARGUMENT,
    'subscription.fetch.topic.mismatch',
    'The topic name differs from that of the first request.',
  ),
  noSchema: refusal(status.NOT_FOUND, 'schema.meta.permission', 'The schema was not found.'),
  nothingRequested: refusal(
    status.INVALID_ARGUMENT,
    'subscription.fetch.requested.events.invalid',
    'The number of requested events must be greater than zero.',
  ),
  noReplayId: refusal(
    status.INVALID_ARGUMENT,
    'subscription.fetch.replayid.validation.failed',
    'CUSTOM needs a Replay ID.',
  ),
  replayId: refusal(
    status.INVALID_ARGUMENT,
    'subscription.fetch.replayid.corrupted',
    'The Replay ID validation failed. Ensure that it is valid and within the retention window.',
  ),
  readOnly: refusal(status.PERMISSION_DENIED, 'topic.meta.permission', 'The topic cannot be published on.'),
  nothingPublished: refusal(
    status.INVALID_ARGUMENT,
    'publish.event.count.invalid',
    'The request holds no events.',
  ),
  otherPublishTopic: refusal(
    status.INVALID_ARGUMENT,
    'publish.topic.mismatch',
    'The topic name differs from that of the first request.',
  ),
} as const;

/** As it goes over the wire: `error-code` and `rpc-id` stand in the trailers. */
export function asStatus({ code, errorCode, says }: Refusal): {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
} {
  const rpcId = randomUUID();
  const metadata = new Metadata();
  metadata.set('error-code', errorCode);
  metadata.set('rpc-id', rpcId);
  return { code, details: `${says} rpcId: ${rpcId}`, metadata };
}
