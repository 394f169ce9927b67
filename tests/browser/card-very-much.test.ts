import express from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../src/http/app.ts';
import { listen } from '../../src/http/listen.ts';
import type { Listening } from '../../src/http/listen.ts';
import { breaches } from './axe.ts';
import { OURS, cardPortal } from './card-portal.ts';
import { NOW, world } from './hand-made.ts';
import { veryMuch } from './very-much.ts';
import { LOOKS, button, openVisits } from './visits.ts';
import type { Visits } from './visits.ts';

let visits: Visits;
let bed: Awaited<ReturnType<typeof cardPortal>>;
let kith: Listening;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits?.close());
beforeEach(async () => {
  bed = await cardPortal([veryMuch()], () => NOW, OURS);
  const { deps } = world(bed.people, { crms: bed.crms });
  kith = await listen(openHttp(deps, { css: '/assets/app.css', router: express.Router() }), 0, '127.0.0.1');
  await bed.connect(kith.url);
});
afterEach(async () => {
  const troubles = await visits.end();
  await kith.close(0);
  await bed.portal.close();
  expect(troubles).toEqual([]);
});

/** The titles of what is worth acting on. */
const TITLES =
  /^They (complained|may leave|asked about|praised|have an idea|changed jobs|are behind a surge)/;

describe('the card of somebody of whom very much is known', () => {
  it.each(LOOKS)('says three signals, and keeps the others in reach of the keyboard: $name', async (look) => {
    const { colorScheme, viewport } = look;
    const page = await visits.open(bed.record(), { colorScheme, viewport });
    const sidebar = page.getByRole('region', { name: /\(sidebar\)$/ });
    await sidebar.getByText('is on Bluesky, GitHub, Website, Gravatar and 10 more').waitFor();
    const titles = sidebar.getByText(TITLES).filter({ visible: true });
    expect(await titles.allInnerTexts()).toEqual([
      'They complained',
      'They may leave',
      'They asked about buying',
    ]);
    await button(sidebar, '44 more').press('Enter');
    await expect.poll(() => titles.count()).toBe(47);
    expect(await breaches(page)).toEqual([]);
  });
});
