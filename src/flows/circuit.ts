import { Failure, POLICY } from '../core/failure.ts';
import type { Network } from '../ports/network.ts';
import type { Now } from '../ports/runtime.ts';

export interface CircuitRules {
  /** So many failures in a row, without one answer between them, and the network counts as unreachable. */
  readonly failures: number;
  /** For so long nobody waits for it; then one question is let through to see. At least as long as it asked us to wait. */
  readonly restMs: number;
  readonly now: Now;
}

/**
 * A network that gives up early: once it proves unreachable (not answering, or asking us to wait, several times in a
 * row), questions fail at once in the way the last one did, those under way as well, so that a hundred contacts do
 * not each wait through the gate's attempts.
 */
export function withCircuit(network: Network, rules: CircuitRules): Network {
  const guard = openCircuit(rules);
  const { profileByEmail, search, posts } = network;
  return {
    profile: (at) => guard(() => network.profile(at)),
    ...(profileByEmail && { profileByEmail: (email) => guard(() => profileByEmail(email)) }),
    ...(search && { search: (name) => guard(() => search(name)) }),
    ...(posts && { posts: (profile, range) => guard(() => posts(profile, range)) }),
  };
}

type Guard = <T>(question: () => Promise<T>) => Promise<T>;

function openCircuit({ failures, restMs, now }: CircuitRules): Guard {
  let inARow = 0;
  let resting: { readonly until: number; readonly failure: Failure } | undefined;
  const underWay = new Set<(failure: Failure) => void>();

  const failed = (failure: Failure) => {
    inARow += 1;
    if (inARow < failures) return;
    resting = { until: now().getTime() + Math.max(restMs, failure.retryAfterMs ?? 0), failure };
    for (const giveUp of underWay) giveUp(failure);
  };
  const answered = () => {
    inARow = 0;
    resting = undefined;
  };

  return async (question) => {
    if (resting) {
      if (now().getTime() < resting.until) throw resting.failure;
      resting = { ...resting, until: now().getTime() + restMs }; // only this one goes through
    }
    const { promise: opened, reject: giveUp } = Promise.withResolvers<never>();
    underWay.add(giveUp);
    try {
      const answer = await Promise.race([question(), opened]);
      answered();
      return answer;
    } catch (error) {
      underWay.delete(giveUp);
      if (!(error instanceof Failure) || error.kind === 'refused by us') throw error;
      if (!POLICY[error.kind].retry)
        answered(); // it answered, if only to refuse
      else if (error !== resting?.failure) failed(error);
      throw error;
    } finally {
      underWay.delete(giveUp);
    }
  };
}
