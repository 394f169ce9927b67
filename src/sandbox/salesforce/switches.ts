import type { Parts } from './parts.ts';
import type { Switches } from './simulated-org.ts';

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
    hide: (...objects) => void (settings.hidden = new Set(objects)),
    duplicateRule: (rule) => void (parts.installation.state.duplicateRule = rule),
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
