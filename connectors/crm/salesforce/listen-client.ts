import { Failure } from '../../../src/core/failure.ts';

/** What is told of a topic, in the order in which it arrived. */
export type Notice = { readonly topic: string } & (
  | { readonly kind: 'event'; readonly event: unknown }
  /** All that was asked for has arrived: nothing more comes until `more`. */
  | { readonly kind: 'all given' }
  | { readonly kind: 'alive' }
  | { readonly kind: 'trouble'; readonly error: unknown }
  | { readonly kind: 'ended' }
);

/** Where a topic is listened to from: all that is kept, or what came after this replay id. */
export type From = 'earliest' | number;

export interface Client {
  listenTo(topic: string, from: From): void;
  more(topic: string): void;
  /** Ends all streams; nothing is told any more. */
  close(): Promise<void>;
}

/** Whom to call, and as whom. */
export interface Dial {
  /** `host:port`; Salesforce's own when absent. */
  readonly endpoint?: string | undefined;
  /** Whether the endpoint brings a certificate of its own, as the simulator does. */
  readonly ownCertificate: boolean;
  readonly token: string;
  /** The org's instance URL. */
  readonly base: string;
  /** The org's id. */
  readonly org: string;
}

export type ConnectClient = (dial: Dial, tell: (notice: Notice) => void) => Promise<Client>;

/** The platform gives at most so many for one request. */
const AT_ONCE = 100;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\]):\d+$/;
/** What the client would write to a log: payloads and tokens. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * A connection by Salesforce's Pub/Sub client. It serves until its first trouble: it does not connect again by itself,
 * and one that did would deliver twice. @throws Failure `refused by us` for an unverified endpoint elsewhere.
 */
export const connectClient: ConnectClient = async (dial, tell) => {
  const { default: PubSubApiClient } = await import('salesforce-pubsub-api-client');
  const client = new PubSubApiClient(configuration(dial), SILENT);
  await client.connect();
  const live = new Map<string, PromiseWithResolvers<void>>();
  let closed = false;
  const hearing = (topic: string) => (_info: unknown, kind: string, data?: unknown) => {
    if (kind === 'end') live.get(topic)?.resolve();
    if (kind === 'end') live.delete(topic);
    const notice = noticeOf(topic, kind, data);
    if (notice && !closed) tell(notice);
  };
  return {
    listenTo(topic, from) {
      live.set(topic, Promise.withResolvers());
      if (from === 'earliest') client.subscribeFromEarliestEvent(topic, hearing(topic), AT_ONCE);
      else client.subscribeFromReplayId(topic, hearing(topic), AT_ONCE, from);
    },
    more(topic) {
      if (live.has(topic)) client.requestAdditionalEvents(topic, AT_ONCE);
    },
    async close() {
      closed = true;
      const ends = [...live].map(([topic, { promise }]) => {
        hangUp(client, topic);
        return promise;
      });
      await Promise.all(ends);
      client.close();
    },
  };
};

function configuration({ endpoint, ownCertificate, token, base, org }: Dial) {
  if (ownCertificate && !LOOPBACK.test(endpoint ?? '')) {
    throw new Failure(
      'refused by us',
      'Events are heard from this machine alone without a known certificate',
    );
  }
  return {
    authType: 'user-supplied',
    accessToken: token,
    // A header only; the client takes no other scheme, and a simulated org is plain http.
    instanceUrl: base.replace(/^http:/, 'https:'),
    organizationId: org,
    rejectUnauthorizedSsl: !ownCertificate,
    ...(endpoint !== undefined && { pubSubEndpoint: endpoint }),
  };
}

function noticeOf(topic: string, kind: string, data: unknown): Notice | undefined {
  if (kind === 'event') return { topic, kind: 'event', event: data };
  if (kind === 'lastEvent') return { topic, kind: 'all given' };
  if (kind === 'grpcKeepAlive') return { topic, kind: 'alive' };
  if (kind === 'error') return { topic, kind: 'trouble', error: data };
  return kind === 'end' ? { topic, kind: 'ended' } : undefined;
}

/** No number, so it cannot be written. */
const UNWRITABLE = {
  valueOf: () => {
    throw new RangeError('Kith hangs up');
  },
  toString: () => 'none',
};

/**
 * Ends a live stream from our side. The client offers no way: its `close` takes the listeners off a stream and then
 * cancels it, which ends the process with an uncaught "Call cancelled". gRPC itself cancels a call whose next message
 * cannot be written, and tells the listeners that are still on it.
 */
function hangUp(
  client: { requestAdditionalEvents(topic: string, wanted: unknown): void },
  topic: string,
): void {
  client.requestAdditionalEvents(topic, UNWRITABLE);
}
