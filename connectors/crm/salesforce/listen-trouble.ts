import { Metadata, status } from '@grpc/grpc-js';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';

/** Why a connection is of no use any more: the token was refused, the place is lost, an event could not be read. */
export type Trouble = 'refused' | 'lost' | 'unreadable' | Failure;

const Status = z.object({ code: z.number(), metadata: z.instanceof(Metadata).optional() });
const Caused = z.object({ cause: z.unknown() });

/** What an error of the client means. Its text is never repeated: it may hold what an event said. */
export function troubleOf(error: unknown, topic: string): Trouble {
  const refusal = statusIn(error);
  if (!refusal) return 'unreadable';
  const word =
    String(refusal.metadata?.get('error-code')[0] ?? '')
      .split('.eventbus.grpc.')
      .at(-1) ?? '';
  if (refusal.code === status.UNAUTHENTICATED) return 'refused';
  if (word.startsWith('subscription.fetch.replayid.')) return 'lost';
  return new Failure(...meaning(refusal.code, word, topic));
}

/** The client wraps what gRPC said into errors of its own. */
function statusIn(error: unknown): z.output<typeof Status> | undefined {
  const read = Status.safeParse(error);
  if (read.success) return read.data;
  const wrapped = Caused.safeParse(error);
  return wrapped.success && wrapped.data.cause !== undefined ? statusIn(wrapped.data.cause) : undefined;
}

function meaning(code: number, word: string, topic: string): [FailureKind, string] {
  if (code === status.NOT_FOUND || code === status.PERMISSION_DENIED) {
    return [
      'forbidden',
      `Salesforce does not tell Kith what happens on ${topic}: select the object in Setup under Change Data Capture, and give Kith's user the right to read it`,
    ];
  }
  if (word === 'subscription.limit.exceeded' || code === status.RESOURCE_EXHAUSTED) {
    return ['rate-limited', 'Salesforce delivers no more events to this org within 24 hours'];
  }
  return ['unavailable', `Salesforce stopped telling what happens (gRPC ${code}${word && `, ${word}`})`];
}
