import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure, type FailureKind, POLICY } from '../core/failure.ts';
import { PATIENCE_MS, restOfLane, waitBeforeNext } from './backoff.ts';

const kinds = fc.constantFrom(...(Object.keys(POLICY) as FailureKind[]));
const luck = fc.double({ min: 0, max: 1, noNaN: true });

describe('waiting before the next attempt', () => {
  it('only happens for kinds that waiting can mend, before the last attempt, and never beyond patience', () => {
    const wishes = fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: undefined });
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1, max: 6 }), luck, wishes, (kind, attempt, random, wish) => {
        const failure = new Failure(kind, 'x', { retryAfterMs: wish });
        const waitMs = waitBeforeNext(failure, attempt, 4, random);
        const may = POLICY[kind].retry && attempt < 4 && (wish ?? 0) <= PATIENCE_MS;
        expect(waitMs !== undefined).toBe(may);
        if (waitMs !== undefined && wish !== undefined) expect(waitMs).toBe(wish);
        if (waitMs !== undefined) expect(waitMs).toBeLessThanOrEqual(PATIENCE_MS);
      }),
    );
  });

  it('is spread over the whole time up to the back-off', () => {
    const down = new Failure('unavailable', 'x');
    expect([0, 0.5, 1].map((random) => waitBeforeNext(down, 1, 4, random))).toEqual([0, 500, 1000]);
    expect([1, 2, 3].map((attempt) => waitBeforeNext(down, attempt, 4, 1))).toEqual([1000, 2000, 4000]);
  });

  it('gives whoever says "too often" without a time at least a second', () => {
    expect(waitBeforeNext(new Failure('rate-limited', 'x'), 1, 4, 0)).toBe(1000);
    expect(restOfLane(new Failure('rate-limited', 'x'), 1, 0)).toBe(1000);
  });

  it('rests the lane for nothing but "too often"', () => {
    fc.assert(
      fc.property(kinds, luck, (kind, random) => {
        const rest = restOfLane(new Failure(kind, 'x', { retryAfterMs: 5000 }), 1, random);
        expect(rest).toBe(kind === 'rate-limited' ? 5000 : 0);
      }),
    );
  });
});
