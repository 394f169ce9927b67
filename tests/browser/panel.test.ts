import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InstallationId } from '../../src/core/ids.ts';
import { openHttp } from '../../src/http/app.ts';
import { openConsole } from '../../src/http/console.ts';
import type { Console } from '../../src/http/console.ts';
import { listen } from '../../src/http/listen.ts';
import type { Listening } from '../../src/http/listen.ts';
import { breaches } from './axe.ts';
import { openBrowser } from './browser.ts';
import { NOW, SAMPLE, contact, world } from './hand-made.ts';
import { people } from './people.ts';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };

let browser: Browser;
let bundle: Console;
beforeAll(async () => {
  [browser, bundle] = await Promise.all([openBrowser(), openConsole()]);
});
afterAll(() => browser?.close());

let w: ReturnType<typeof world>;
let served: Listening;
let context: BrowserContext | undefined;
const troubles: string[] = [];

beforeEach(async () => {
  const settings = {
    secret: 'x'.repeat(32),
    simulators: new Map([[SAMPLE.crm, 'http://127.0.0.1:9/simulator']]),
  };
  w = world(people(), { settings });
  served = await listen(openHttp(w.deps, bundle), 0, '127.0.0.1');
});
afterEach(async () => {
  await context?.close();
  context = undefined;
  await served.close(0);
  expect(troubles.splice(0)).toEqual([]);
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  context = await browser.newContext({
    viewport: WIDE,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    ...options,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) troubles.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await page.goto(`${served.url}${path}`);
  return page;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const group = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Presses Tab until the element that has the focus is called `name`. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const label = (await focused.getAttribute('aria-label')) ?? (await focused.innerText());
    if (name.test(label)) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

describe('the panel', () => {
  it('says in three sentences who somebody is, whom they move and what they said', async () => {
    const page = await open('/contacts/101');
    await heading(page, 'Mara Lindqvist');
    const short = page.getByRole('region', { name: 'In short' });
    for (const about of ['Who', 'Whom they move', 'What they said']) {
      await short.getByRole('heading', { name: about, exact: true }).waitFor();
    }
    expect(await page.title()).toBe('Mara Lindqvist · Kith');
    await page.getByText('Sample data: fictional people.').waitFor();
  });

  it('opens on the first person who was found, and says how far the search has come', async () => {
    w.state.progress = { resolved: 6 };
    const page = await open('/');
    await heading(page, 'Mallory <b>Quirk</b>');
    expect(new URL(page.url()).pathname).toBe('/contacts/102');
    await page.getByRole('progressbar', { name: 'Looking for people: 6 of 9' }).waitFor();
  });

  it('is done with the search once everybody was looked at, whatever other work waits', async () => {
    w.state.progress = { waiting: 3 };
    const page = await open('/contacts/101');
    await heading(page, 'Mara Lindqvist');
    await page.getByText('All 9 contacts have been looked at.').waitFor({ state: 'attached' });
    expect(await page.getByRole('progressbar').count()).toBe(0);
  });

  it('opens the newest installation when there are several', async () => {
    const [one] = w.installed;
    if (!one) throw new Error('there is no installation');
    w.installed.push({ ...one, id: InstallationId.parse('hubspot-1'), installedAt: new Date(0) });
    const page = await open('/contacts/101');
    await heading(page, 'Mara Lindqvist');
    await page.getByRole('link', { name: /Anselm Okafor/ }).waitFor();
  });

  it('gives the evidence for a link, and the reason for a refused namesake', async () => {
    const page = await open('/contacts/101');
    const linked = group(page, 'mara.example on Bluesky');
    await linked.getByText('Why this is them').click();
    await linked
      .getByRole('list', { name: 'How the evidence adds up' })
      .getByText(/links to this profile, and the profile links back/)
      .waitFor();
    const twin = group(page, 'Looked at and refused').getByRole('region', {
      name: /mara-lindqvist\.example/,
    });
    await twin.getByText('What was weighed').click();
    await twin
      .getByRole('listitem')
      .filter({ hasText: 'Against: Tromsø is not Gothenburg' })
      .getByText('−4.0 bits, 16 times less likely')
      .waitFor();
  });

  it('shows how a post sounds, and says so when it is not sure', async () => {
    const page = await open('/contacts/101');
    const posts = group(page, 'Latest conversations');
    await posts.getByText('Negative').waitFor();
    await posts.getByText('Tone: not sure').waitFor();
    await posts.getByText('Swedish').waitFor();
    await posts.getByText(/5 hours ago · Nov 22, 2026/).waitFor();
  });

  it('lets a person refuse a profile and take it back by keyboard alone, and the record returns exactly', async () => {
    const page = await open('/contacts/101');
    await heading(page, 'Mara Lindqvist');
    await page.getByText('of which may be said whom it reaches').waitFor();
    const before = await page.locator('article.record').innerText();

    await tabTo(page, /^Not them: maralind on GitHub/);
    await page.keyboard.press('Enter');
    await group(page, 'Looked at and refused').getByRole('region', { name: 'maralind on GitHub' }).waitFor();
    expect(w.verdicts.map(({ says }) => says)).toEqual(['rejected']);

    // The focus waits on Undo.
    await page.locator('button:focus', { hasText: 'Undo' }).waitFor();
    await page.keyboard.press('Enter');
    await group(page, 'Profiles').getByRole('region', { name: 'maralind on GitHub' }).waitFor();
    expect(w.verdicts.map(({ says }) => says)).toEqual(['rejected', 'withdrawn']);
    expect(await page.locator('article.record').innerText()).toBe(before);
  });

  it('takes the last decision back when u is pressed', async () => {
    const page = await open('/contacts/101');
    await page.getByRole('button', { name: /^Confirm: maralindqvist/ }).click();
    await page.getByText('maralindqvist is confirmed.').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Taken back: maralindqvist stands as the evidence says.').waitFor();
    await group(page, 'Is this them?')
      .getByRole('region', { name: /maralindqvist/ })
      .waitFor();
  });

  it('walks through the contacts with j and k, unless single-key shortcuts are off', async () => {
    const page = await open('/contacts/103');
    await heading(page, 'Anselm Okafor');
    await page.keyboard.press('j');
    await heading(page, 'Ines Carvalho');
    await page.keyboard.press('k');
    await heading(page, 'Anselm Okafor');
    await page.keyboard.press('?');
    await page.getByLabel('Single-key shortcuts').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await heading(page, 'Anselm Okafor');
  });

  it('finds a contact by name', async () => {
    const page = await open('/contacts/103');
    await page.getByRole('searchbox').fill('okaf');
    const found = page.getByRole('navigation').getByRole('link');
    await expect.poll(() => found.allInnerTexts()).toEqual([expect.stringContaining('Anselm Okafor')]);
  });

  it('shows what changes in the store without being reloaded', async () => {
    const page = await open('/contacts/104');
    await heading(page, 'Ines Carvalho');
    const [mara] = people();
    if (!mara) throw new Error('there is nobody');
    const ines = contact('104', 'Ines Carvalho-Brandt', { company: 'Norte Logistics' });
    w.facts.set(ines.id, { ...mara, contact: ines });
    w.deps.views.forget(w.installed[0]?.id ?? never(), ines.id);
    await heading(page, 'Ines Carvalho-Brandt');
    await group(page, 'mara.example on Bluesky').waitFor();
  });

  it('erases a person only after asking', async () => {
    const page = await open('/contacts/101');
    await page.getByRole('button', { name: 'Erase this person…' }).click();
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(w.facts.size).toBe(people().length);
    await page.getByRole('button', { name: 'Erase this person…' }).click();
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText('Erased: the contact, 4 profiles and 4 posts.').waitFor();
    expect(w.facts.size).toBe(people().length - 1);
  });

  it('shows hostile text as text, and opens no hostile address', async () => {
    const page = await open('/contacts/102');
    await heading(page, 'Mallory <b>Quirk</b>');
    await page.getByText('<script>window.hacked=1</script>').first().waitFor();
    const hrefs = await page
      .locator('main a')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    expect(hrefs.filter((href) => !/^(https?:|\/)/.test(href ?? ''))).toEqual([]);
    expect(await page.evaluate(`'hacked' in window`)).toBe(false);
  });

  it('says when Kith stopped answering and goes on by itself when it is back', async () => {
    const page = await open('/contacts/101');
    await heading(page, 'Mara Lindqvist');
    await served.close(0);
    await page.getByText('Kith is not answering.').waitFor();
    await heading(page, 'Mara Lindqvist');
    served = await listen(openHttp(w.deps, bundle), served.port, '127.0.0.1');
    await page.getByText('Kith is not answering.').waitFor({ state: 'detached' });
  });

  it('says that somebody who is gone is gone', async () => {
    const page = await open('/contacts/999');
    await heading(page, 'Nobody is here');
    expect(await page.title()).toBe('Nobody is here · Kith');
  });
});

describe('the panel for everybody', () => {
  const looks = [
    { name: 'light', colorScheme: 'light', viewport: WIDE },
    { name: 'dark', colorScheme: 'dark', viewport: WIDE },
    { name: 'light and 320 px wide', colorScheme: 'light', viewport: NARROW },
    { name: 'dark and 320 px wide', colorScheme: 'dark', viewport: NARROW },
  ] as const;

  it.each(looks)('breaks no rule of WCAG 2.2 AA that axe knows: $name', async ({ colorScheme, viewport }) => {
    const page = await open('/contacts/101', { colorScheme, viewport });
    await heading(page, 'Mara Lindqvist');
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.getByRole('button', { name: /^Confirm: maralindqvist/ }).click();
    await page.getByText('maralindqvist is confirmed.').waitFor();
    expect(await breaches(page)).toEqual([]);
    await page.getByRole('button', { name: 'Erase this person…' }).click();
    expect(await breaches(page)).toEqual([]);
  });

  it('shows the list or the record on a narrow screen, and scrolls in one direction only', async () => {
    const page = await open('/', { viewport: NARROW });
    await page.getByRole('link', { name: /Mara Lindqvist/ }).click();
    await heading(page, 'Mara Lindqvist');
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await page.getByRole('link', { name: '← Contacts' }).click();
    await page.getByRole('searchbox').waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });
});

function never(): never {
  throw new Error('there is no installation');
}
