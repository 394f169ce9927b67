import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REP } from '../../src/sandbox/hubspot/record-page/user.ts';
import { breaches } from './axe.ts';
import { PORTAL, cardPortal } from './card-portal.ts';
import { NOW } from './hand-made.ts';
import { people } from './people.ts';
import { LOOKS, button, openVisits, wide } from './visits.ts';
import type { Visits } from './visits.ts';

const THEIRS = fileURLToPath(new URL('card-project', import.meta.url));

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits?.close());

let bed: Awaited<ReturnType<typeof cardPortal>>;
afterEach(async () => {
  const troubles = await visits.end();
  await bed.portal.close();
  expect(troubles).toEqual([]);
});

describe('a card in the simulator', () => {
  let server: Server;
  const asked: string[] = [];

  beforeEach(async () => {
    asked.splice(0);
    server = createServer((req, res) => {
      asked.push(req.url ?? '');
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"says":"hello"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    bed = await cardPortal(people(), () => NOW, THEIRS);
    await bed.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(() => void server.close());

  const parts = (page: Page) => page.getByRole('region', { name: 'Test parts (sidebar)' });

  it('ends with an error that names what HubSpot would refuse; the others go on', async () => {
    const page = await visits.open(bed.record());
    const says = (name: string) => page.getByRole('region', { name }).getByRole('alert');
    await says('Test element (sidebar)').getByText('Unsupported component: div').waitFor();
    await says('Test style (sidebar)').getByText('<Text> has no property style').waitFor();
    await says('Test broken (sidebar)').getByText('the card has a bug').waitFor();
    await parts(page).getByText('Said: nothing').waitFor();
    expect(await page.getByRole('region', { name: /Test deals/ }).count()).toBe(0);
  });

  it('knows where it runs, and for whom', async () => {
    const page = await visits.open(bed.record());
    const id = bed.record().split('/').at(-1);
    await parts(page).getByText(`About ${id} for Rhea of Test app at local.app.example.com`).waitFor();
  });

  it('hears of a field when it is committed, and gets all of them when the form is sent', async () => {
    const page = await visits.open(bed.record());
    const card = parts(page);
    await card.getByLabel('Title').fill('Another title');
    expect(await card.getByText('committed').count()).toBe(0);
    await page.keyboard.press('Tab');
    await card.getByText('Said: committed Another title').waitFor();
    await card.getByLabel('Text').fill('words');
    await card.getByText('Said: typed words').waitFor();
    await card.getByLabel('How', { exact: true }).selectOption('Ferries');
    await card.getByText('Said: chose ferries').waitFor();
    await card.getByLabel('When').fill('2026-12-24');
    await card.getByText('Said: on 2026/11/24').waitFor();
    await card.getByRole('switch', { name: 'Loud' }).check();
    await card.getByText('Said: loud true').waitFor();
    await card.getByRole('radio', { name: 'Trains' }).check();
    await card.getByText('Said: which trains').waitFor();
    await button(card, 'Send').click();
    await card.getByText(/Said: sent .*"title":"Another title".*"number":3/).waitFor();
  });

  it('tells, copies, opens a modal and closes it, and is refused a frame', async () => {
    const page = await visits.open(bed.record());
    await visits.allow(['clipboard-read', 'clipboard-write']);
    const card = parts(page);
    await card.getByRole('tab', { name: 'Fields' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await button(card, 'Tell').click();
    await card.getByText('It is done').waitFor();
    await button(card, 'Frame').click();
    await card.getByText('Not in the simulator: openIframeModal: a frame.').waitFor();
    await button(card, 'Copy').click();
    await card.getByText('Said: copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('copied words');
    await button(card, 'Note').first().click();
    await page.getByRole('dialog', { name: 'A note' }).getByText('Words in a modal').waitFor();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await card.getByText('What the card logged').waitFor();
    await button(card, /More acts/).click();
    await button(card, 'An act').click();
    await card.getByText('Said: acted').waitFor();
  });

  it('reaches its own server through HubSpot, and nothing else', async () => {
    const page = await visits.open(bed.record());
    const card = parts(page);
    await card.getByRole('tab', { name: 'Acts' }).click();
    await button(card, 'Ask').first().click();
    await card.getByText('Said: 200 hello').waitFor();
    expect(asked).toEqual([
      `/hello?userId=${REP.id}&portalId=${PORTAL}&userEmail=${encodeURIComponent(REP.email)}&appId=1`,
    ]);
    await button(card, 'Ask elsewhere').click();
    await card.getByText(/https:\/\/elsewhere.example.com is not in permittedUrls.fetch/).waitFor();
    await button(card, 'Go round').click();
    await card.getByText(/Said: TypeError/).waitFor();
    expect(asked).toHaveLength(1);
    visits.forgive(/connect-src|default-src/);
  });

  it('has the part that is not drawn named, and no address that runs a script', async () => {
    const page = await visits.open(bed.record());
    const card = parts(page);
    await card.getByRole('tab', { name: 'Figures' }).click();
    await card.getByText('LineChart: HubSpot shows this; the simulator does not draw it.').waitFor();
    await card.getByRole('row', { name: 'Bluesky 12' }).waitFor();
    await button(card, /Words/).click();
    expect(await card.getByText('Nowhere').getAttribute('href')).toBeNull();
    expect(await card.getByRole('listitem').allInnerTexts()).toHaveLength(3);
  });

  it.each(LOOKS)(
    'is drawn within WCAG 2.2 AA as far as axe knows: $name',
    async ({ colorScheme, viewport }) => {
      const page = await visits.open(bed.record(), { colorScheme, viewport });
      const card = parts(page);
      await button(card, /Words/).click();
      for (const name of ['Fields', 'Acts', 'Figures']) {
        await card.getByRole('tab', { name }).click();
        expect(await breaches(page)).toEqual([]);
        expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
      }
      await card.getByRole('tab', { name: 'Acts' }).click();
      await button(card, 'Note').first().click();
      expect(await breaches(page)).toEqual([]);
    },
  );
});
