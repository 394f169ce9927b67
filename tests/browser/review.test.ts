import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHttp } from '../../src/http/app.ts';
import { openConsole } from '../../src/http/console.ts';
import type { Console } from '../../src/http/console.ts';
import type { Acts } from '../../src/http/deps.ts';
import { listen } from '../../src/http/listen.ts';
import type { Listening } from '../../src/http/listen.ts';
import { breaches } from './axe.ts';
import { openBrowser } from './browser.ts';
import { NOW, world } from './hand-made.ts';
import { queueOf } from './queue.ts';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };

let browser: Browser;
let bundle: Console;
beforeAll(async () => {
  [browser, bundle] = await Promise.all([openBrowser(), openConsole()]);
});
afterAll(() => browser?.close());

let w: ReturnType<typeof world>;
let served: Listening | undefined;
let context: BrowserContext | undefined;
const troubles: string[] = [];
afterEach(async () => {
  await context?.close();
  await served?.close(0);
  [context, served] = [undefined, undefined];
  expect(troubles.splice(0)).toEqual([]);
});

interface Opened extends BrowserContextOptions {
  /** How many candidates wait. */
  readonly length: number;
  /** What stands between a person's word and Kith. */
  readonly before?: (verdict: Parameters<Acts['decide']>[1]) => Promise<void>;
}

/** The review queue, opened in a browser of its own. */
async function open({ length, before, ...options }: Opened, path = '/review'): Promise<Page> {
  w = world(queueOf(length));
  const { acts } = w.deps;
  const decide: Acts['decide'] = async (installation, verdict) => {
    await before?.(verdict);
    return acts.decide(installation, verdict);
  };
  served = await listen(openHttp({ ...w.deps, acts: { ...acts, decide } }, bundle), 0, '127.0.0.1');
  context = await browser.newContext({
    viewport: WIDE,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    ...options,
  });
  await context.route('https://**', (route) => route.fulfill({ body: 'elsewhere' }));
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) troubles.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await page.goto(`${served.url}${path}`);
  return page;
}

const asks = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name: `Is this ${name}?` }).waitFor();
const ends = (page: Page) => page.getByRole('heading', { level: 1, name: 'Nothing to review' }).waitFor();
const progress = (page: Page, says: string) => page.getByRole('progressbar', { name: says }).waitFor();

const words = () => w.verdicts.map(({ contact, says }) => `${contact} ${says}`);

describe('the review queue', () => {
  it('is cleared of fifty candidates by fifty keys, without waiting for Kith between them', async () => {
    const { promise: answering, resolve: answer } = Promise.withResolvers<void>();
    const page = await open({ length: 50, before: () => answering });
    await progress(page, '0 of 50 decided, 50 left');
    for (let n = 0; n < 50; n += 1) await page.keyboard.press(n % 3 === 0 ? 'n' : 'y');
    await ends(page);
    await page.getByText('You said “It is them” 33 times and “Not them” 17 times.').waitFor();
    expect(words()).toEqual([]);
    answer();
    await expect.poll(() => w.verdicts.length).toBe(50);
    const expected = Array.from(
      { length: 50 },
      (_, n) => `${501 + n} ${n % 3 === 0 ? 'rejected' : 'confirmed'}`,
    );
    expect(words().toSorted()).toEqual(expected);
  });

  it('reads on before what was sent at first runs out, and goes on to the last', async () => {
    const page = await open({ length: 80 });
    await progress(page, '0 of 80 decided, 80 left');
    const { promise: readOn, resolve } = Promise.withResolvers<number>();
    let decided = 0;
    page.on('request', (request) => {
      if (/\/review\?limit=\d\d/.test(request.url())) resolve(decided);
    });
    for (; decided < 80; decided += 1) {
      await progress(page, `${decided} of 80 decided, ${80 - decided} left`);
      await page.keyboard.press('y');
    }
    await ends(page);
    expect(await readOn).toBeLessThan(40);
    await expect.poll(() => new Set(words()).size).toBe(80);
    expect(w.verdicts.length).toBe(80);
  });

  it('shows both sides line by line, and why Kith is not sure', async () => {
    const page = await open({ length: 8 });
    await asks(page, 'Amara Achterberg');
    for (let n = 0; n < 4; n += 1) await page.keyboard.press('s');
    await asks(page, 'Eleni Eriksen');
    const row = page.getByRole('row', { name: /^Works at/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      'Fjordline Systems',
      expect.stringMatching(/differs:\s*Hagen & Daughters Shipyard/),
    ]);
    const reasons = page.getByRole('list', { name: 'How the evidence adds up' }).getByRole('listitem');
    const texts = (await reasons.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(texts).toEqual([
      expect.stringContaining('odds of 1 to 700'),
      expect.stringContaining('+9.9 bits, 1,000 times likelier'),
      expect.stringMatching(/Against: The profile works at Hagen.* −2\.6 bits, 6\.1 times less likely/),
      expect.stringContaining('The profile gives the same title'),
      expect.stringContaining('The handle is the name'),
      expect.stringContaining('78 % sure'),
    ]);
  });

  it('takes back several steps, the last first, and Kith hears of each in order', async () => {
    const page = await open({ length: 5 });
    await asks(page, 'Amara Achterberg');
    for (const key of ['y', 's', 'n']) await page.keyboard.press(key);
    await asks(page, 'Dmitri Dahl');
    for (const name of ['Chiara Castellanos', 'Björn Bellini', 'Amara Achterberg']) {
      await page.keyboard.press('u');
      await asks(page, name);
    }
    await progress(page, '0 of 5 decided, 5 left');
    await page.keyboard.press('u');
    await page.keyboard.press('n');
    await expect.poll(() => w.verdicts.length).toBe(5);
    expect(words().filter((one) => one.startsWith('501'))).toEqual([
      '501 confirmed',
      '501 withdrawn',
      '501 rejected',
    ]);
    expect(words().filter((one) => one.startsWith('503'))).toEqual(['503 rejected', '503 withdrawn']);
  });

  it('asks about a skipped candidate again at the end, and says so', async () => {
    const page = await open({ length: 3 });
    await asks(page, 'Amara Achterberg');
    for (const key of ['s', 'y', 'y']) await page.keyboard.press(key);
    await asks(page, 'Amara Achterberg');
    await page.getByText('You skipped this one before.').waitFor();
    await page.keyboard.press('n');
    await ends(page);
  });

  it('brings back next what Kith did not keep, with the reason, and loses nothing', async () => {
    let broken = true;
    const page = await open({
      length: 3,
      before: async ({ contact }) => {
        if (broken && contact === '501') throw new Error('the disk is full');
      },
    });
    await asks(page, 'Amara Achterberg');
    await page.keyboard.press('y');
    await page.getByText(/^amara\.achterberg0 on Bluesky: Your answer “It is them” was not kept/).waitFor();
    await asks(page, 'Björn Bellini');
    await progress(page, '0 of 3 decided, 3 left');
    broken = false;
    await page.keyboard.press('y');
    await asks(page, 'Amara Achterberg');
    await page
      .locator('.question')
      .getByText(/^Your answer “It is them” was not kept/)
      .waitFor();
    await page.keyboard.press('y');
    await page.keyboard.press('n');
    await ends(page);
    await expect.poll(() => words().toSorted()).toEqual(['501 confirmed', '502 confirmed', '503 rejected']);
  });

  it('tells what was done and who is next', async () => {
    const page = await open({ length: 2 });
    await asks(page, 'Amara Achterberg');
    const told = page.getByRole('main').getByRole('status');
    await page.keyboard.press('y');
    await told
      .getByText(
        'It is them: amara.achterberg0 on Bluesky. 1 left. Next: is björn.bellini on GitHub Björn Bellini?',
      )
      .waitFor();
    await page.keyboard.press('u');
    await told.getByText('Taken back: “It is them”.').waitFor();
  });

  it('counts a key that is held down once', async () => {
    const page = await open({ length: 3 });
    await asks(page, 'Amara Achterberg');
    for (let n = 0; n < 3; n += 1) await page.keyboard.down('y');
    await page.keyboard.up('y');
    await progress(page, '1 of 3 decided, 2 left');
  });

  it('shows and hides the evidence with w, and opens the profile with o', async () => {
    const page = await open({ length: 2 });
    const why = page.getByRole('list', { name: 'How the evidence adds up' });
    await why.waitFor();
    await page.keyboard.press('w');
    await why.waitFor({ state: 'hidden' });
    await page.keyboard.press('y');
    await asks(page, 'Björn Bellini');
    expect(await why.isVisible()).toBe(false);
    await page.keyboard.press('w');
    await why.waitFor();
    const away = page.context().waitForEvent('request', (one) => one.isNavigationRequest());
    await page.keyboard.press('o');
    expect((await away).url()).toBe('https://github.example/bj%C3%B6rn.bellini');
    await asks(page, 'Björn Bellini');
  });

  it('is answered by buttons where single keys are switched off, and the focus stays', async () => {
    const page = await open({ length: 3 });
    await asks(page, 'Amara Achterberg');
    await page.keyboard.press('?');
    await page.getByText('Skip: it comes round at the end').waitFor();
    await page.getByLabel('Single-key shortcuts').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('y');
    await progress(page, '0 of 3 decided, 3 left');
    await page.getByRole('button', { name: 'Not them', exact: true }).focus();
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('Enter');
    await ends(page);
    expect(await page.locator(':focus').innerText()).toBe('Nothing to review');
    await page.getByRole('button', { name: 'Undo' }).click();
    await asks(page, 'Chiara Castellanos');
  });

  it('is found from the contacts, which say how much waits, and leads back to them', async () => {
    const page = await open({ length: 7 }, '/');
    await page.getByRole('link', { name: 'Review 7 candidates' }).waitFor();
    await page.getByRole('link', { name: /^Review 7 wait for your word/ }).click();
    await asks(page, 'Amara Achterberg');
    expect(new URL(page.url()).pathname).toBe('/review');
    await page.getByRole('link', { name: 'Amara Achterberg' }).click();
    await page.getByRole('heading', { level: 1, name: 'Amara Achterberg' }).waitFor();
    await page.goBack();
    await asks(page, 'Amara Achterberg');
  });
});

describe('the review queue for everybody', () => {
  const looks = [
    { name: 'light', colorScheme: 'light', viewport: WIDE },
    { name: 'dark', colorScheme: 'dark', viewport: WIDE },
    { name: 'light and 320 px wide', colorScheme: 'light', viewport: NARROW },
    { name: 'dark and 320 px wide', colorScheme: 'dark', viewport: NARROW },
  ] as const;

  it.each(looks)('breaks no rule of WCAG 2.2 AA that axe knows: $name', async ({ colorScheme, viewport }) => {
    const page = await open({ length: 2, colorScheme, viewport });
    await page.getByRole('list', { name: 'How the evidence adds up' }).waitFor();
    expect(await breaches(page)).toEqual([]);
    await page.keyboard.press('w');
    await page.keyboard.press('n');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await breaches(page)).toEqual([]);
    await page.keyboard.press('y');
    await ends(page);
    expect(await breaches(page)).toEqual([]);
  });

  it('scrolls in one direction only on a narrow screen, and never hides what has the focus', async () => {
    const page = await open({ length: 2, viewport: NARROW });
    await asks(page, 'Amara Achterberg');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    const answers = page.getByRole('group', { name: 'Your answer' });
    const seen: string[] = [];
    for (let n = 0; n < 20 && seen.at(-1) !== 'It is them'; n += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      seen.push((await focused.innerText()).trim().replace(/\s+y$/, ''));
      const [box, cover] = [await focused.boundingBox(), await answers.boundingBox()];
      if (!box || !cover) throw new Error('nothing has the focus');
      if (seen.at(-1) !== 'It is them') expect(box.y + box.height, seen.at(-1)).toBeLessThanOrEqual(cover.y);
    }
    expect(seen).toEqual(
      expect.arrayContaining(['amara.achterberg0', expect.stringMatching(/^See it/), 'It is them']),
    );
  });
});
