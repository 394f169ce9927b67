import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { salesforce } from '../../connectors/crm/salesforce/index.ts';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import { installationOf } from '../../src/core/ids.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import type { CrmApp } from '../../src/ports/crm.ts';
import type { Installation } from '../../src/ports/store.ts';
import { idOf } from '../../src/sandbox/salesforce/ids.ts';
import { SAMPLE, world } from './hand-made.ts';
import { people } from './people.ts';
import { ORG, salesforceDesk } from './salesforce-desk.ts';
import type { SalesforceDesk } from './salesforce-desk.ts';
import { serve } from './serve.ts';
import { openVisits } from './visits.ts';
import type { Visits } from './visits.ts';

/** Where Kith runs, and the secret from which it derives the key of each org. */
const APP: CrmApp = {
  ...{ clientId: 'kith', clientSecret: 'hush', keySecret: 'a secret of more than thirty-two characters' },
  ...{ apiBase: 'http://127.0.0.1:9', authorizeBase: 'http://127.0.0.1:9', publicUrl: 'http://127.0.0.1:9' },
};
/** What an administrator filled into the external credential of the org. */
const KEY = salesforce.keyFor?.(APP, ORG) ?? '';
export const INSTALLED: Installation = {
  ...SAMPLE,
  id: installationOf('salesforce', ORG),
  ...{ crm: 'salesforce', account: ORG, sample: false },
};
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
  /** Fills in the key of another org. */
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
      const crms = new Map([['salesforce', { connector: salesforce, app: APP }]]);
      bed.w = world(known, { crms, ...changes });
      bed.w.installed.splice(0, 1, INSTALLED);
      kith = await serve(bed.w.deps);
      bed.desk.state.credential = { url: kith.url, key: KEY };
    },
    miskeyed: () => {
      const key = salesforce.keyFor?.(APP, idOf('00D', 2)) ?? '';
      bed.desk.state.credential = { url: kith.url, key };
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
