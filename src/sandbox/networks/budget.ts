/** How often a simulated network lets itself be asked. */
export interface Budget {
  readonly requests: number;
  readonly perSeconds: number;
}

/** What is left of a budget after one more request; `spent`: this one was too many. */
export interface Left {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Unix seconds at which the window ends. */
  readonly reset: number;
  readonly retryAfter: number;
  readonly spent: boolean;
}

/** Fixed windows, as these networks count. */
export function openBudget({ requests, perSeconds }: Budget, now: () => Date): () => Left {
  let reset = 0;
  let used = 0;
  return () => {
    const seconds = Math.floor(now().getTime() / 1000);
    if (seconds >= reset) [reset, used] = [seconds + perSeconds, 0];
    used++;
    const remaining = Math.max(0, requests - used);
    return { limit: requests, remaining, used, reset, retryAfter: reset - seconds, spent: used > requests };
  };
}
