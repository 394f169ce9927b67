import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, vi } from 'vitest';
import { Failure } from '../core/failure.ts';
import type { Answer, Limits } from '../ports/outgoing.ts';
import { type Gate, type GateOptions, openGate } from './gate.ts';

export const PLENTY: Limits = { requests: 1_000_000, perSeconds: 1, together: 50 };

/** Real servers on the loopback, a clock that moves only when somebody pauses, and a gate between them. */
export interface Testbed {
  /** Opens a server; its origin, which gates of this bed may reach. */
  serve(listener: RequestListener): Promise<string>;
  gate(options?: Partial<GateOptions>): Gate;
  /** Every pause anybody took, in milliseconds. */
  readonly pauses: number[];
  /** Every log line, as text. */
  readonly lines: string[];
}

/** Call once in a test file; each of its tests gets a fresh bed, torn down behind it. */
export function testbed(): Testbed {
  const pauses: number[] = [];
  const lines: string[] = [];
  const gates: Gate[] = [];
  const { serve, origins, closeAll } = openServers();
  const write = (facts: object, event: string) => void lines.push(`${event} ${JSON.stringify(facts)}`);

  // Only the date: sockets and their timers stay real.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T12:00:00Z') }));
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(gates.splice(0).map((gate) => gate.close()));
    closeAll();
    for (const list of [pauses, lines]) list.length = 0;
  });

  const gate = (options: Partial<GateOptions> = {}): Gate => {
    const opened = openGate({
      now: () => new Date(),
      pause: async (ms) => {
        pauses.push(ms);
        vi.setSystemTime(Date.now() + ms);
        await setImmediate();
      },
      log: { info: write, warn: write, error: write },
      limitsOf: () => PLENTY,
      trustedOrigins: origins,
      random: () => 0.5,
      ...options,
    });
    gates.push(opened);
    return opened;
  };
  return { pauses, lines, serve, gate };
}

function openServers() {
  const origins = new Set<string>();
  const servers: Server[] = [];
  return {
    origins,
    serve: async (listener: RequestListener): Promise<string> => {
      const server = createServer(listener);
      servers.push(server);
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      origins.add(origin);
      return origin;
    },
    closeAll: () => {
      for (const server of servers.splice(0)) {
        server.closeAllConnections();
        server.close();
      }
      origins.clear();
    },
  };
}

/** The failure a call ends in; fails the test when it ends otherwise. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('the call should have failed, and did not');
}

export function text(answer: Answer): string {
  return answer.text;
}
