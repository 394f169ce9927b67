import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openHttp } from '../../src/http/app.ts';
import { openConsole } from '../../src/http/console.ts';
import type { Console } from '../../src/http/console.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { listen } from '../../src/http/listen.ts';
import type { Listening } from '../../src/http/listen.ts';
import { NOW } from './hand-made.ts';
import { openVisits } from './visits.ts';
import type { Visit, Visits } from './visits.ts';

export interface ConsoleBed {
  /** Lets Kith answer out of `deps`, and opens one page of its console at the hour of the hand-made workspace. */
  readonly open: (deps: HttpDeps, path: string, visit?: Visit) => Promise<Page>;
}

/** The console and a browser for a file of tests; Kith and its page for each of them, on which nothing may go wrong. */
export function consoleBed(): ConsoleBed {
  let visits: Visits | undefined;
  let bundle: Console;
  let kith: Listening | undefined;
  beforeAll(async () => {
    [visits, bundle] = await Promise.all([openVisits(), openConsole()]);
  });
  afterAll(() => visits?.close());
  afterEach(async () => {
    const troubles = await visits?.end();
    await kith?.close(0);
    kith = undefined;
    expect(troubles).toEqual([]);
  });
  return {
    open: async (deps, path, visit = {}) => {
      if (!visits) throw new Error('the bed stands once the tests of its file run');
      kith = await listen(openHttp(deps, bundle), 0, '127.0.0.1');
      return visits.open(`${kith.url}${path}`, { timezoneId: 'UTC', now: NOW, ...visit });
    },
  };
}
