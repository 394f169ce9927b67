import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSubscriptions } from '../../src/flows/subscriptions-list.ts';
import { openWebmentions } from '../../src/flows/webmentions.ts';
import { aSubscription, at } from '../../src/storage/testbed.ts';
import type { Workspace } from '../../src/ports/store.ts';
import { freshStore } from '../support/database.ts';
import type { FreshStore } from '../support/database.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { NOW, SAMPLE, world } from './hand-made.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();
let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
  await db.store.install(SAMPLE);
});
afterAll(() => db?.close());
afterEach(() => db.pool.query('delete from kith.subscription; delete from kith.mention'));

const kept = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(SAMPLE.id, work);
const REACHED = 'https://kith.example';

/** The settings of a Kith that the internet reaches at an address, or does not. */
async function open(publicUrl: string | undefined, visit: Visit = {}): Promise<Page> {
  const [{ deps }, { store }] = [world([]), db];
  await kept((w) => w.webmentions.setHosts([]));
  const now = () => NOW;
  const told = {
    subscriptions: openSubscriptions({ store, hubs: { calledAt: publicUrl }, now }),
    webmentions: openWebmentions({ store, now }),
    settings: { ...deps.settings, publicUrl },
  };
  const page = await bed.open({ ...deps, ...told }, '/settings', visit);
  await feeds(page).waitFor();
  return page;
}

const feeds = (page: Page) => page.getByRole('region', { name: 'Feeds that are told at once' });
const mentions = (page: Page) => page.getByRole('region', { name: 'Mentions of your pages' });

async function name(page: Page, hosts: string): Promise<void> {
  await mentions(page).getByLabel('Hosts of your pages').focus();
  await page.keyboard.type(hosts);
  await page.keyboard.press('Enter');
}

/** Three mentions, of which each came to something else. */
async function told(): Promise<void> {
  const target = `https://acme.example/${'engines/'.repeat(20)}`;
  await kept(async (w) => {
    const ids: string[] = [];
    for (const [n, who] of ['ada', 'eve', 'bob'].entries())
      ids.push(await w.webmentions.tell(`https://${who}.example/1`, target, at(n)));
    const [ada = '', eve = ''] = ids;
    await w.webmentions.settle(ada, { state: 'gone' }, NOW);
    await w.webmentions.settle(eve, { state: 'refused', says: 'The page does not link there.' }, NOW);
  });
}

const DAY_MS = 86_400_000;
const HELD = {
  ...aSubscription(),
  ...{ confirmedAt: NOW, heldUntil: new Date(NOW.getTime() + 3 * DAY_MS), lastDelivery: NOW },
};
const REFUSED = {
  ...{ ...aSubscription(), id: 'nobody-can-guess-that' },
  ...{ topic: 'https://eve.example/feed', says: 'The hub refused: no such feed.' },
};

describe('what the open web tells, on the settings page', () => {
  it('is nothing at first, and it is said what would come of itself', async () => {
    await feeds(await open(REACHED))
      .getByText('No feed names a hub yet.')
      .waitFor();
  });

  it('cannot come where the internet does not reach this Kith, which is said with the cure', async () => {
    const page = await open(undefined);
    await feeds(page).getByText('Hubs cannot reach this Kith: set KITH_PUBLIC_URL').waitFor();
    await name(page, 'acme.example');
    await mentions(page).getByText('Nobody can tell this Kith: set KITH_PUBLIC_URL').waitFor();
    expect(await mentions(page).getByText('rel="webmention"').count()).toBe(0);
  });

  it('shows until when a hub tells of a feed, and why another does not', async () => {
    await kept(async (w) => {
      await w.subscriptions.keep(HELD);
      await w.subscriptions.keep(REFUSED);
    });
    const page = await open(REACHED);
    const line = (feed: string) => feeds(page).getByRole('listitem').filter({ hasText: feed });
    await line('ada.example/feed')
      .getByText(/is told until Nov 25/)
      .waitFor();
    await line('ada.example/feed').getByText('It told last').waitFor();
    await line('eve.example/feed').getByText('is read, not told').waitFor();
    await line('eve.example/feed').getByText('The hub refused: no such feed.').waitFor();
  });

  it('is let in for the hosts that are named by keyboard alone, and says what their pages carry', async () => {
    const page = await open(REACHED);
    await name(page, 'WWW.acme.example, acme.example');
    await mentions(page)
      .getByText(`<link rel="webmention" href="${REACHED}/webmention/${SAMPLE.id}">`)
      .waitFor();
    await mentions(page).getByText('Nobody told of a mention yet.').waitFor();
    const typed = await mentions(page).getByLabel('Hosts of your pages').inputValue();
    expect(typed).toBe('acme.example www.acme.example');
  });

  it('says what is no host, and keeps what was typed and what was named', async () => {
    const page = await open(REACHED);
    await name(page, 'https://acme.example');
    const alert = mentions(page).getByRole('alert');
    expect(await alert.innerText()).toContain('write a host like acme.example');
    const typed = await mentions(page).getByLabel('Hosts of your pages').inputValue();
    expect(typed).toBe('https://acme.example');
    expect(await kept((w) => w.webmentions.hosts())).toEqual([]);
  });

  it('shows what came of each mention, and why one is not kept', async () => {
    await told();
    const page = await open(REACHED);
    const line = (who: string) => mentions(page).getByRole('listitem').filter({ hasText: who });
    await line('ada.example').getByText('is gone').waitFor();
    await line('eve.example').getByText('is not kept').waitFor();
    await line('eve.example').getByText('The page does not link there.').waitFor();
    await line('bob.example').getByText('will be looked at').waitFor();
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    await told();
    await kept((w) => w.subscriptions.keep(HELD));
    await kept((w) => w.subscriptions.keep({ ...REFUSED, topic: `https://eve.example/${'x'.repeat(200)}` }));
    const page = await open(REACHED, { colorScheme, viewport });
    await name(page, 'acme.example');
    await mentions(page).getByText('rel="webmention"').waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
