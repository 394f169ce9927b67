import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import { Agent, buildConnector, ping, WebSocket } from 'undici';
import { Failure } from '../core/failure.ts';
import type { Batch, Line } from '../ports/stream.ts';
import type { Pause } from '../ports/runtime.ts';
import { guardedLookup, refusalOf } from './guard.ts';
import { isLoopback } from './loopback.ts';
import { troubleWith } from './trouble.ts';

export interface LineOptions {
  /** Between two looks whether the other side is still there. */
  readonly pause: Pause;
  readonly userAgent?: string;
  readonly lookup?: LookupFunction;
  /** Most bytes of one frame; 5 MB unless told, the most an AT Protocol relay sends. */
  readonly maxFrameBytes?: number;
  /** From so many bytes on that nobody took, nothing more is read. */
  readonly maxWaitingBytes?: number;
}

const BEAT_MS = 30_000;
const CONNECT_MS = 10_000;
const MB = 1_000_000;

/**
 * Opens a WebSocket (RFC 6455). Only to the public internet, encrypted; or to this machine, where the address says so.
 * Redirects are refused. It is asked every half minute whether the other side is there: a line that fell silent is
 * found out within a minute.
 * @throws Failure `refused by us` for an address that is not safe, `unavailable` for one that does not answer,
 * or when the signal was aborted before.
 */
export async function openLine(address: string, signal: AbortSignal, options: LineOptions): Promise<Line> {
  const url = new URL(address);
  if (signal.aborted) throw new Failure('unavailable', `${url.host} is listened to no more`);
  const lookup = lookupFor(url, options.lookup ?? (systemLookup as LookupFunction));
  const connect = buildConnector({ allowH2: false, timeout: CONNECT_MS, lookup });
  const wire: Wire = {};
  const agent = new Agent({
    connect: (to, done) =>
      connect(to, (...made) => {
        if (made[0] === null) wire.socket = made[1];
        else wire.trouble = made[0];
        done(...made);
      }),
    headersTimeout: CONNECT_MS,
    webSocket: { maxPayloadSize: options.maxFrameBytes ?? 5 * MB },
  });
  const hangUp = async () => {
    // The agent let go of the socket when it became a line.
    wire.socket?.destroy();
    await agent.destroy();
  };
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    const socket = new WebSocket(url, {
      dispatcher: agent,
      headers: { 'user-agent': options.userAgent ?? 'Kith/0.1' },
    });
    socket.binaryType = 'arraybuffer';
    const arrived = gather(socket, wire, options.maxWaitingBytes ?? 4 * MB);
    await opened(socket, wire, signal);
    signal.addEventListener('abort', () => arrived.end(), { once: true });
    const ended = new AbortController();
    socket.addEventListener('close', () => ended.abort(), { once: true });
    void askWhetherThere(socket, wire, arrived, { pause: options.pause, ended: ended.signal });
    return { send: (text) => socket.send(text), batches: taking(arrived, hangUp, signal) };
  } catch (error) {
    await hangUp();
    throw error;
  }
}

/** How its name is looked up. @throws Failure `refused by us` */
function lookupFor(url: URL, lookup: LookupFunction): LookupFunction {
  const http = new URL(url);
  http.protocol = url.protocol === 'ws:' ? 'http:' : 'https:';
  if (/^wss?:$/.test(url.protocol) && isLoopback(http.href)) return lookup;
  const refusal = url.protocol === 'wss:' ? refusalOf(http) : 'only wss addresses are listened to';
  if (refusal !== undefined) throw new Failure('refused by us', `not listened to: ${refusal}`);
  return guardedLookup(lookup);
}

/** What is under the WebSocket, as far as it came. */
interface Wire {
  socket?: Socket;
  trouble?: Error;
}

interface Arrived {
  /** What was not taken yet. */
  take(): Batch;
  /** Resolves when there is something to take, or the line is over. */
  more(): Promise<void>;
  /** Nothing arrived, but the other side is there. */
  beat(): void;
  end(failure?: Failure): void;
  readonly over: () => { readonly failure?: Failure } | undefined;
  readonly isFull: () => boolean;
}

/** Gathers what arrives, and stops reading while too much of it waits. */
function gather(socket: WebSocket, wire: Wire, most: number): Arrived {
  let waiting: (string | Uint8Array)[] = [];
  let bytes = 0;
  let over: { readonly failure?: Failure } | undefined;
  let wake = Promise.withResolvers<void>();
  socket.addEventListener('message', ({ data }: { readonly data: unknown }) => {
    const frame = typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer);
    waiting.push(frame);
    bytes += frame.length;
    if (bytes > most) wire.socket?.pause();
    wake.resolve();
  });
  return {
    take: () => {
      const taken = waiting;
      [waiting, bytes, wake] = [[], 0, Promise.withResolvers<void>()];
      wire.socket?.resume();
      return taken;
    },
    more: () => wake.promise,
    beat: () => wake.resolve(),
    end: (failure) => {
      over ??= failure ? { failure } : {};
      wake.resolve();
    },
    over: () => over,
    isFull: () => bytes > most,
  };
}

/** @throws Failure */
function opened(socket: WebSocket, wire: Wire, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = () => reject(troubleOn(socket, wire.trouble));
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', closed, { once: true });
    socket.addEventListener('close', closed, { once: true });
    signal.addEventListener('abort', closed, { once: true });
  });
}

function troubleOn(socket: WebSocket, error: unknown): Failure {
  const { host } = new URL(socket.url);
  return troubleWith(host, error) ?? new Failure('unavailable', `${host} broke the line`);
}

/** A line on which nothing comes back, not even the answer to a ping, is over. */
async function askWhetherThere(
  socket: WebSocket,
  wire: Wire,
  arrived: Arrived,
  { pause, ended }: { readonly pause: Pause; readonly ended: AbortSignal },
): Promise<void> {
  const broke = () => arrived.end(troubleOn(socket, undefined));
  socket.addEventListener('error', broke, { once: true });
  socket.addEventListener('close', ({ wasClean }) => (wasClean ? arrived.end() : broke()), { once: true });
  for (let read = -1; !ended.aborted;) {
    const before = wire.socket?.bytesRead ?? 0;
    // While we do not read, we cannot hear an answer either.
    if (before === read && !arrived.isFull()) {
      arrived.end(new Failure('unavailable', `${new URL(socket.url).host} fell silent`));
      wire.socket?.destroy();
      return;
    }
    if (read >= 0) arrived.beat();
    read = before;
    ping(socket);
    await pause(BEAT_MS, ended);
  }
}

async function* taking(
  arrived: Arrived,
  hangUp: () => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  try {
    while (!signal.aborted) {
      await arrived.more();
      const over = arrived.over();
      const taken = arrived.take();
      if (signal.aborted) return;
      if (taken.length > 0 || !over) yield taken;
      if (!over) continue;
      if (over.failure) throw over.failure;
      return;
    }
  } finally {
    await hangUp();
  }
}
