import { Server, ServerCredentials } from '@grpc/grpc-js';
import { eventBus } from './bus.ts';
import type { Declared } from './bus.ts';
import { calls } from './calls.ts';
import { CERTIFICATE, KEY_OF_THE_SIMULATOR } from './certificate.ts';
import { door } from './door.ts';
import type { Accepts, Planned } from './door.ts';
import type { Refusal } from './refusal.ts';
import { listeners } from './subscribe.ts';
import type { Fetched } from './subscribe.ts';
import { teller } from './tell.ts';
import type { Teller } from './tell.ts';
import { PUB_SUB } from './wire.ts';

export interface PubSubOptions {
  /** The org's clock: after 72 hours by it nothing can be replayed. */
  readonly now: () => Date;
  /** Asked at each call whether this session may listen to this org. */
  readonly accepts: Accepts;
  /** Asked whenever a topic is: a package that is installed brings fields and topics. */
  readonly schemas: Declared;
  /** A free one when absent. */
  readonly port?: number;
}

/** A simulated Pub/Sub API: gRPC over TLS, as `api.pubsub.salesforce.com:7443` speaks it. */
export interface SimulatedPubSub extends Teller {
  /** `localhost:<port>` */
  readonly endpoint: string;
  /** PEM, self-signed for localhost. */
  readonly certificate: string;
  /** Answers everyone who listens without events, as the platform does within 270 s of silence. */
  keepAlive(): void;
  /** Ends the streams whose session `accepts` no longer admits. */
  expireSessions(): void;
  /** Ends all streams: in good order, or with this refusal. */
  dropAll(refusal?: Refusal): void;
  failNext(planned: Planned): void;
  /** Every request for events that came from an accepted session, oldest first. */
  readonly requests: readonly Fetched[];
  /** How many streams are open. */
  listening(): number;
  /** How many events of a topic its listeners have not yet asked for. */
  waiting(topic: string): number;
  close(): void;
}

const SILENCE_MS = 270_000;

/** Starts the simulator on this machine alone. @throws Error when the port is taken. */
export async function startPubSub(options: PubSubOptions): Promise<SimulatedPubSub> {
  const { now, accepts, schemas, port = 0 } = options;
  const bus = eventBus(now, schemas);
  const guard = door(accepts);
  const ears = listeners(bus, guard);
  const server = new Server();
  server.addService(PUB_SUB, calls(bus, guard, ears));
  const bound = await listen(server, port);
  const silence = setInterval(ears.keepAlive, SILENCE_MS).unref();
  return {
    ...teller(bus, now),
    endpoint: `localhost:${bound}`,
    certificate: CERTIFICATE,
    keepAlive: ears.keepAlive,
    expireSessions: ears.expireSessions,
    dropAll: ears.dropAll,
    failNext: guard.failNext,
    requests: ears.requests,
    listening: ears.count,
    waiting: ears.waiting,
    close() {
      clearInterval(silence);
      server.forceShutdown();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  const credentials = ServerCredentials.createSsl(null, [
    { cert_chain: Buffer.from(CERTIFICATE), private_key: Buffer.from(KEY_OF_THE_SIMULATOR) },
  ]);
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
}
