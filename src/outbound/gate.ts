import type { LookupFunction } from 'node:net';
import { LRUCache } from 'lru-cache';
import { Failure } from '../core/failure.ts';
import type { Ask, Limits, Pass } from '../ports/outgoing.ts';
import type { Log, Now, Pause } from '../ports/runtime.ts';
import { type Call, persevere } from './attempts.ts';
import { conditional } from './conditional.ts';
import { openExchange } from './exchange.ts';
import { type Lane, openLane } from './lane.ts';
import { firstHop } from './redirect.ts';

/** How often a host that people chose is asked, whichever network asks: as a polite visitor. */
const PEOPLES_HOST: Limits = { requests: 1, perSeconds: 1, together: 2 };

export interface GateOptions {
  readonly now: Now;
  /** Between attempts and for the budget, whose windows run on the system's clock. */
  readonly pause: Pause;
  readonly log: Log;
  /** The limits of a lane that `pass` names. */
  readonly limitsOf: (lane: string) => Limits;
  /** By network: hosts that people chose are not connected to; the call goes to this origin, with their name in `Host`. */
  readonly reroute?: ReadonlyMap<string, string>;
  /** Origins reachable although private: the sample workspace's and the tests' own servers. */
  readonly trustedOrigins?: ReadonlySet<string>;
  /** Host, with all below it → why nothing is ever asked there. */
  readonly neverAsked?: ReadonlyMap<string, string>;
  /** How often each host that people chose is asked; as a polite visitor, once a second, unless told. */
  readonly peoplesHosts?: Limits;
  readonly userAgent?: string;
  /** Attempts in all, 4 unless told; 1: never again. */
  readonly attempts?: number;
  /** For one attempt, headers and body together. */
  readonly attemptMs?: number;
  /** A signal that aborts after so many milliseconds. */
  readonly deadline?: (ms: number) => AbortSignal;
  /** 0 to 1. */
  readonly random?: () => number;
  readonly lookup?: LookupFunction;
}

export interface Gate {
  /** The way out for one network: its own host within `limits`, hosts that people chose within `PEOPLES_HOST` each. */
  askAs(network: string, limits: Limits): Ask;
  /**
   * Around a vendor's SDK; `limitsOf(lane)` is the budget. Errors that are neither `Failure` nor the connection's
   * pass as they are. `work` must not wait for another call of its own lane (a token is fetched before, not inside):
   * with the lane full, both would wait for each other until the attempt's time is up.
   */
  readonly pass: Pass;
  /** Ends all that is under way or waiting with `unavailable`, and lets nothing out any more. */
  close(): Promise<void>;
}

const MANY_LANES = 5_000;

/**
 * Opens the one place that every outgoing call passes: budget, time-out, second attempts, unsafe addresses refused,
 * silence on secrets.
 */
export function openGate(options: GateOptions): Gate {
  const connected = openExchange({
    trustedOrigins: new Set([...(options.trustedOrigins ?? [])].map(originOf)),
    neverAsked: options.neverAsked,
    userAgent: options.userAgent ?? 'Kith/0.1',
    lookup: options.lookup,
  });
  const exchange = conditional(connected, options.now);
  const reroute = new Map([...(options.reroute ?? [])].map(([network, to]) => [network, originOf(to)]));
  const laneOf = lanes(options);
  const calls = openCalls(options);

  return {
    askAs: (network, limits) => async (request, read) => {
      const { host } = firstHop(request).url;
      const people = request.host === 'people';
      const laneName = people ? `host ${host}` : network;
      const lane = laneOf(laneName, people ? (options.peoplesHosts ?? PEOPLES_HOST) : limits);
      const rerouteTo = people ? reroute.get(network) : undefined;
      return calls.make({ lane, laneName: network, host }, request.signal, async (signal) => {
        const answer = await exchange.send(request, rerouteTo, signal);
        const found = await read(answer);
        // Still in the lane, so that the next one in it finds it resting.
        lane.restFor(request.quietAfter?.(answer) ?? 0);
        return found;
      });
    },
    pass: async (name, work) => {
      const limits = options.limitsOf(name);
      const call = { lane: laneOf(name, limits), laneName: name, host: name, attemptMs: limits.attemptMs };
      return calls.make(call, undefined, work);
    },
    close: async () => {
      calls.close();
      await exchange.close();
    },
  };
}

/** Scheme, host and port: a base may be written with a slash or a path behind them. */
function originOf(base: string): string {
  const url = URL.parse(base);
  if (url === null) throw new Error('The gate was given a base that is no URL; write it as http://host:port');
  return url.origin;
}

/** The lanes by name. One that nobody used for long is forgotten, and with it a budget that is full again. */
function lanes(clock: { now: Now; pause: Pause }): (name: string, limits: Limits) => Lane {
  const open = new LRUCache<string, Lane>({ max: MANY_LANES });
  return (name, limits) => {
    const lane = open.get(name) ?? openLane(name, limits, clock);
    open.set(name, lane);
    return lane;
  };
}

/** All calls under way, so that closing the gate ends them. */
function openCalls(options: GateOptions) {
  const how = {
    attempts: options.attempts ?? 4,
    attemptMs: options.attemptMs ?? 10_000,
    deadline: options.deadline ?? ((ms: number) => AbortSignal.timeout(ms)),
    random: options.random ?? Math.random,
    pause: options.pause,
    log: options.log,
  };
  const underWay = new Set<AbortController>();
  let closed = false;

  async function make<T>(
    call: Omit<Call, 'stop'>,
    caller: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (closed) throw shuttingDown();
    caller?.throwIfAborted();
    const stop = new AbortController();
    const passOn = () => stop.abort(caller?.reason);
    caller?.addEventListener('abort', passOn, { once: true });
    underWay.add(stop);
    try {
      return await persevere({ ...call, stop: stop.signal }, how, work);
    } finally {
      underWay.delete(stop);
      caller?.removeEventListener('abort', passOn);
    }
  }

  function close(): void {
    closed = true;
    for (const stop of underWay) stop.abort(shuttingDown());
  }

  return { make, close };
}

function shuttingDown(): Failure {
  return new Failure('unavailable', 'Kith is shutting down and asks nobody any more');
}
