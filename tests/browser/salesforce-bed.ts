import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { world } from './hand-made.ts';
import { people } from './people.ts';
import { salesforceDesk } from './salesforce-desk.ts';
import type { SalesforceDesk } from './salesforce-desk.ts';
import { serve } from './serve.ts';
import { openVisits } from './visits.ts';
import type { Visits } from './visits.ts';

const KEY = 'the key of this org, as an administrator filled it in';
/** The components are built when a page first shows them. */
const BUILDING_MS = 60_000;
export const WHO = /Mara Lindqvist is on Bluesky and GitHub/;

export const panelOf = (page: Page) => page.locator('c-kith-social-panel');
export const toastsOf = (page: Page) => page.locator('[data-toasts]');

/** An org with the package, a Kith that answers it, and a browser; anew for each test of the file. */
export interface Bed {
  visits: Visits;
  desk: SalesforceDesk;
  w: ReturnType<typeof world>;
  /** Opens the page of Mara, and waits for what Kith knows. */
  readonly opened: (options?: object) => Promise<Page>;
  /** Lets another Kith answer, which knows these people. */
  readonly answered: (people: readonly RecordFacts[], changes?: Partial<HttpDeps>) => Promise<void>;
  /** Fills in a key that is not the org's. */
  readonly miskeyed: () => void;
  readonly said: () => readonly string[];
}

export function salesforceBed(): Bed {
  let kith: Awaited<ReturnType<typeof serve>>;
  const bed: Bed = {
    ...({} as Pick<Bed, 'visits' | 'desk' | 'w'>),
    opened: async (options = {}) => {
      const page = await bed.visits.open(bed.desk.record(), options);
      await panelOf(page).getByText(WHO).waitFor();
      return page;
    },
    answered: async (known, changes = {}) => {
      await kith?.close();
      bed.w = world(known, { settings: { secret: 's'.repeat(32), accessKey: KEY }, ...changes });
      kith = await serve(bed.w.deps);
      bed.desk.state.credential = { url: kith.url, key: KEY };
    },
    miskeyed: () => {
      bed.desk.state.credential = { url: kith.url, key: 'another key' };
    },
    said: () => bed.w.verdicts.map(({ says }) => says),
  };
  beforeAll(async () => {
    bed.visits = await openVisits();
    const desk = await salesforceDesk(people());
    const page = await bed.visits.open(desk.record());
    await page.getByRole('heading', { name: 'Social' }).waitFor({ timeout: BUILDING_MS });
    await bed.visits.end();
    await desk.close();
  });
  afterAll(() => bed.visits?.close());
  beforeEach(async () => {
    bed.desk = await salesforceDesk(people());
    await bed.answered(bed.desk.people);
  });
  afterEach(async () => {
    const troubles = await bed.visits.end();
    await kith.close();
    await bed.desk.close();
    expect(troubles).toEqual([]);
  });
  return bed;
}
