import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { ContactId } from '../../src/core/ids.ts';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import { startOrg } from '../../src/sandbox/salesforce/org.ts';
import type { Org } from '../../src/sandbox/salesforce/org.ts';
import { pagesOfOrg } from '../../src/sandbox/salesforce/record-page/pages-of-org.ts';
import { openBrowser } from '../../tests/browser/browser.ts';
import { NOW, world } from '../../tests/browser/hand-made.ts';
import { people } from '../../tests/browser/people.ts';
import { ADMIN_APP, fillIn } from '../../tests/browser/salesforce-credential.ts';
import { serve } from '../../tests/browser/serve.ts';

/**
 * Photographs of the panel for the listing: the package's real components on the record pages of the simulated org,
 * asking Kith's real API, about people who are made up. `npm run screenshots:salesforce` writes them anew.
 */

const PROJECT = fileURLToPath(new URL('.', import.meta.url));
const FOLDER = join(PROJECT, 'screenshots');
const WIDE = { width: 1600, height: 900 };
const PHONE = { width: 390, height: 844 };
/** The components may have to be built first. */
const PATIENCE_MS = 120_000;
const KEY = 'the key of the org, for as long as the pictures take';

interface Shot {
  readonly file: string;
  /** Makes the page show what the picture is about. */
  readonly prepare: (panel: Locator, page: Page) => Promise<void>;
  readonly of?: 'account';
  readonly viewport?: typeof WIDE;
}

const toTop = (within: Locator) => within.evaluate((one) => one.scrollIntoView());
const heading = (panel: Locator, name: string | RegExp) => panel.getByRole('heading', { name });
const press = (panel: Locator, name: string | RegExp) => panel.getByRole('button', { name }).first().click();

const SHOTS: readonly Shot[] = [
  { file: '1-who-they-are.png', prepare: () => Promise.resolve() },
  {
    file: '2-why-this-is-them.png',
    prepare: async (panel) => {
      await panel
        .locator('summary')
        .filter({ hasText: /1 against/ })
        .first()
        .click();
      await panel
        .locator('summary')
        .filter({ hasText: /^Why: 2 for/ })
        .click();
      await toTop(heading(panel, /^Is this them/));
    },
  },
  {
    file: '3-what-they-said.png',
    prepare: async (panel) => {
      await press(panel, 'Draft a reply');
      await panel.getByLabel('Draft').waitFor();
      await toTop(heading(panel, /^What they said/));
    },
  },
  {
    file: '4-make-it-a-task.png',
    prepare: async (panel, page) => {
      await press(panel, 'Make it a task or a case');
      await toTop(heading(panel, /^What they said/));
      await panel.getByLabel('Title').fill('Tell Mara how we queue on Postgres');
      await press(panel, 'Create');
      await page.getByText('The task is there').waitFor();
      await press(panel, 'Make it a task or a case');
    },
  },
  { file: '5-for-your-fields.png', prepare: (panel) => toTop(heading(panel, /^For your fields/)) },
  { file: '6-people-of-an-account.png', of: 'account', prepare: () => Promise.resolve() },
  { file: '7-on-a-phone.png', viewport: PHONE, prepare: (panel) => toTop(panel) },
];

/** Mara and her colleagues in the org, with what the integration wrote. @returns the ids of her and of the account */
function fill(org: Org): { readonly mara: string; readonly account: string } {
  const company = {
    Name: 'Fjordline Systems',
    Industry: 'Transportation',
    Website: 'https://fjordline.example',
  };
  const { Id: AccountId } = org.create('Account', company);
  const person = (FirstName: string, LastName: string, Title: string) =>
    org.create('Contact', {
      FirstName,
      LastName,
      Title,
      AccountId,
      Email: `${FirstName.toLowerCase()}@fjordline.example`,
    });
  const { Id: mara } = person('Mara', 'Lindqvist', 'Head of Platform');
  const [anselm] = [
    person('Anselm', 'Okafor', 'Head of Purchasing'),
    person('Tove', 'Hagen', 'Harbour Master'),
  ];
  org.change(mara, {
    ...{ Phone: '+46 31 555 01 40', Department: 'Platform' },
    [org.named('Kith_Headline__c')]:
      'Mara Lindqvist is on Bluesky and GitHub: platform engineering at Fjordline.',
    [org.named('Kith_Influence__c')]: 87,
    [org.named('Kith_Profile_Count__c')]: 2,
  });
  org.create('Task', {
    WhoId: mara,
    Subject: 'Send Mara the price list for spring',
    ActivityDate: '2026-11-27',
  });
  org.create('Case', { ContactId: mara, Subject: 'The vendor portal is down again', Origin: 'Web' });
  org.change(anselm?.Id ?? mara, { Description: 'Met at the harbour fair' });
  return { mara, account: AccountId };
}

/** What Kith knows of Mara, under her id in the org, with one field that an administrator mapped. */
function known(id: string): readonly RecordFacts[] {
  const contact = ContactId.parse(id);
  return people()
    .slice(0, 1)
    .map((facts) => ({
      ...facts,
      contact: { ...facts.contact, id: contact },
      asked: facts.asked.filter(({ outcome }) => outcome !== 'trouble'),
      links: facts.links.map((link) => ({
        ...link,
        contact,
        evidence: link.evidence.map((one) => ({ ...one, says: `${one.says}.` })),
      })),
      mapped: {
        mappings: [{ fact: 'place', field: 'MailingCity', mode: 'suggest', label: 'Mailing City' }],
        trails: {},
      },
    }));
}

async function photograph(
  browser: Browser,
  url: string,
  { file, viewport = WIDE, prepare }: Shot,
): Promise<void> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  // What the sample people said, they said before this day.
  await page.clock.setFixedTime(NOW);
  await page.goto(url);
  const panel = page.locator('c-kith-social-panel');
  await panel.getByText(/is on Bluesky and GitHub/).waitFor({ timeout: PATIENCE_MS });
  await prepare(panel, page);
  const trouble = panel.locator('[role=alert]');
  if ((await trouble.count()) > 0)
    throw new Error(`${file} would show trouble: ${await trouble.first().innerText()}`);
  await page.screenshot({ path: join(FOLDER, file) });
  await context.close();
}

const cache = mkdtempSync(join(tmpdir(), 'kith-screenshots-'));
mkdirSync(FOLDER, { recursive: true });
const recordPage = pagesOfOrg({ project: PROJECT, cache });
const org = await startOrg({ ...ADMIN_APP, now: () => NOW, app: { recordPage } });
const { mara, account } = fill(org);
const kith = await serve(world(known(mara), { settings: { secret: 's'.repeat(32), accessKey: KEY } }).deps);
const browser = await openBrowser();
try {
  await fillIn(org, { url: kith.url, key: KEY });
  const url = (of?: 'account') =>
    `${org.url}/lightning/r/${of === 'account' ? `Account/${account}` : `Contact/${mara}`}/view`;
  for (const shot of SHOTS) await photograph(browser, url(shot.of), shot);
} finally {
  await browser.close();
  await kith.close();
  await org.close();
  rmSync(cache, { recursive: true, force: true });
}
process.stderr.write(`${SHOTS.length} pictures are in ${FOLDER}\n`);
