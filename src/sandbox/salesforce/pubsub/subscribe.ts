import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Bus } from './bus.ts';
import type { Door, Session } from './door.ts';
import { fetchRefused, given, startingPoint } from './fetch.ts';
import type { Stream } from './fetch.ts';
import { REFUSALS, asStatus, isRefusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { replayBytes, replayOf } from './topic.ts';
import { FetchRequest } from './wire.ts';

/** A request for events, as the simulator remembers it. */
export interface Fetched {
  readonly topic: string;
  readonly preset: FetchRequest['replayPreset'];
  /** Of CUSTOM. */
  readonly replayId: number | undefined;
  readonly requested: number;
  readonly token: string;
}

/** Everyone who listens, and what is done to all of them. */
export interface Listeners {
  readonly requests: readonly Fetched[];
  /** How many streams are open. */
  count(): number;
  /** How many events of a topic were not yet asked for, over all its streams. */
  waiting(topic: string): number;
  listen(call: ServerDuplexStream<unknown, object>): void;
  /** The answer without events that comes when nothing happens for long; its replay id is the org's newest. */
  keepAlive(): void;
  /** Ends the streams whose session is no longer accepted. */
  expireSessions(): void;
  /** Ends all streams: in good order, or with this. */
  dropAll(refusal?: Refusal): void;
}

export function listeners(bus: Bus, door: Door): Listeners {
  const streams = new Set<Stream>();
  const requests: Fetched[] = [];
  bus.watch((topic) => {
    for (const stream of streams) if (stream.topic === topic) give(stream);
  });
  const refuse = (stream: Pick<Stream, 'call'>, refusal: Refusal) => {
    for (const one of streams) if (one.call === stream.call) streams.delete(one);
    stream.call.emit('error', asStatus(refusal));
  };
  return {
    requests,
    count: () => streams.size,
    waiting: (name) =>
      streams
        .values()
        .filter(({ topic }) => topic.name === name)
        .reduce((sum, { topic, at }) => sum + topic.log.after(at, Infinity).length, 0),
    listen: (call) => serve(call, { bus, door, streams, requests, refuse }),
    keepAlive() {
      for (const stream of streams) stream.call.write({ ...given([], stream), latestReplayId: latest(bus) });
    },
    expireSessions() {
      for (const stream of streams) {
        if (!door.isOpenTo(stream.session)) refuse(stream, REFUSALS.session);
      }
    },
    dropAll(refusal) {
      for (const stream of streams) {
        if (refusal) refuse(stream, refusal);
        else stream.call.end();
      }
      streams.clear();
    },
  };
}

const latest = (bus: Bus) => replayBytes(bus.latest());

interface Around {
  readonly bus: Bus;
  readonly door: Door;
  readonly streams: Set<Stream>;
  readonly requests: Fetched[];
  readonly refuse: (stream: Pick<Stream, 'call'>, refusal: Refusal) => void;
}

function serve(call: ServerDuplexStream<unknown, object>, around: Around): void {
  const { door, streams, requests, refuse } = around;
  let stream: Stream | undefined;
  let refused = false;
  call.on('data', (message: unknown) => {
    if (refused) return;
    const fetch = FetchRequest.parse(message);
    const session = door.enter(call.metadata);
    if (!isRefusal(session)) requests.push(remembered(fetch, session));
    const next = isRefusal(session) ? session : taken(fetch, session, stream, call, around);
    if (isRefusal(next)) {
      refused = true;
      refuse({ call }, next);
      return;
    }
    stream = next;
    streams.add(stream);
    give(stream);
  });
  const gone = () => void (stream && streams.delete(stream));
  call.on('cancelled', gone);
  call.on('end', () => {
    gone();
    if (!refused) call.end();
  });
}

/** The stream after this request: a new one, or the same that may be given more. */
function taken(
  fetch: FetchRequest,
  session: Session,
  stream: Stream | undefined,
  call: ServerDuplexStream<unknown, object>,
  { bus, door }: Around,
): Stream | Refusal {
  const refusal = door.planned('Subscribe', fetch.topicName) ?? fetchRefused(fetch, stream);
  if (refusal) return refusal;
  if (stream) {
    stream.wanted += Math.min(fetch.numRequested, MOST);
    return stream;
  }
  const topic = bus.topic(fetch.topicName);
  if (!topic) return REFUSALS.unknownTopic;
  const at = startingPoint(fetch, topic, bus.latest());
  if (typeof at !== 'bigint') return at;
  return { call, session, topic, wanted: Math.min(fetch.numRequested, MOST), at };
}

/** The platform gives at most so many events for one request, and in one answer. */
const MOST = 100;

function give(stream: Stream): void {
  while (stream.wanted > 0) {
    const events = stream.topic.log.after(stream.at, Math.min(stream.wanted, MOST));
    const last = events.at(-1);
    if (!last) return;
    stream.wanted -= events.length;
    stream.at = last.replay;
    stream.call.write({ ...given(events, stream), latestReplayId: replayBytes(last.replay) });
  }
}

function remembered(fetch: FetchRequest, { token }: Session): Fetched {
  const replay = fetch.replayPreset === 'CUSTOM' ? replayOf(fetch.replayId) : undefined;
  return {
    topic: fetch.topicName,
    preset: fetch.replayPreset,
    replayId: replay === undefined ? undefined : Number(replay),
    requested: fetch.numRequested,
    token,
  };
}
