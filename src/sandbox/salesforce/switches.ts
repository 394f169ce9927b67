import type { ApexTest } from './apex-tests.ts';
import type { Lock } from './locks.ts';
import type { Parts } from './parts.ts';
import type { Fault, Logged } from './traffic.ts';

/** What a test turns. */
export interface Switches {
  pageSize: number;
  bulkPolls: number;
  /** What Apex tests say when a deployment runs them, since the simulator runs none. */
  apexTests: readonly ApexTest[];
  dailyLimit: number;
  callsUsed: number;
  /** Every access token is dead; a refresh token gets another. */
  expireTokens(): void;
  /** An administrator takes the app's access away: no token is good any more. */
  revokeTokens(): void;
  fail(fault: Fault): void;
  lock(lock: Lock): void;
  /** The calls that came in, without tokens and bodies. */
  readonly requests: readonly Logged[];
  /** How often each was asked, as `METHOD /path`, ids as `{id}` and without the version. */
  counts(): Readonly<Record<string, number>>;
  /** Forgets the calls so far. */
  forget(): void;
}

export function switchesOf(parts: Parts): Switches {
  const { settings, traffic } = parts;
  return {
    get pageSize() {
      return settings.pageSize;
    },
    set pageSize(size) {
      settings.pageSize = size;
    },
    get bulkPolls() {
      return settings.bulkPolls;
    },
    set bulkPolls(polls) {
      settings.bulkPolls = polls;
    },
    get apexTests() {
      return settings.apexTests;
    },
    set apexTests(tests) {
      settings.apexTests = tests;
    },
    get dailyLimit() {
      return traffic.usage.limit;
    },
    set dailyLimit(limit) {
      traffic.usage.limit = limit;
    },
    get callsUsed() {
      return traffic.usage.used;
    },
    set callsUsed(used) {
      traffic.usage.used = used;
    },
    ...deedsOf(parts),
  };
}

function deedsOf({ sessions, traffic, locks }: Parts) {
  return {
    expireTokens: () => sessions.expireAll(),
    revokeTokens: () => sessions.revokeAll(),
    fail: traffic.fail,
    lock: locks.add,
    requests: traffic.log,
    counts: traffic.counts,
    forget: traffic.forget,
  };
}
