import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './problem.ts';

/** So many requests in so many seconds. */
export interface Budget {
  readonly requests: number;
  readonly perSeconds: number;
}

/**
 * Counts requests before anything is computed over them, each name by itself.
 * @returns a function that throws Refusal 429 with `Retry-After` when the budget of that name is spent.
 */
export function openFlood({ requests, perSeconds }: Budget): (name: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: requests, duration: perSeconds });
  return async (name) => {
    try {
      await limiter.consume(name);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new Refusal(429, 'Too many requests at once.', { headers: { 'Retry-After': String(seconds) } });
    }
  };
}
