import { describe, expect, it } from 'vitest';
import type { Tie } from '../../src/core/influence/neighbourhood/facts.ts';
import type { Crm } from '../../src/ports/crm.ts';
import { DEALS, aroundMara } from './around-mara.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { NOW, TITLES, world } from './hand-made.ts';
import { handMadeNeighbourhoods } from './neighbourhood.ts';
import { people } from './people.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

/** @param shown which ties of Mara's are known */
async function open(visit: Visit = {}, shown: (tie: Tie) => boolean = () => true) {
  const crm: Partial<Crm> = {
    abilities: () => new Set(['deals'] as const),
    around: () => Promise.resolve([]),
    withheld: () => Promise.resolve([]),
    openDeals: () => Promise.resolve({ deals: DEALS, cut: new Set() }),
  };
  const { deps, facts } = world(people(), { crmOf: () => Promise.resolve(crm as Crm) });
  const mara = [...facts.values()].find(({ contact }) => contact.id === '101')?.contact;
  if (!mara) throw new Error('Mara is among the people');
  const { ties, ...known } = aroundMara(mara);
  const around = new Map([['101', { ...known, ties: ties.filter(shown) }]]);
  const neighbourhoods = handMadeNeighbourhoods(facts, { titles: TITLES, now: () => NOW }, around);
  const page = await bed.open({ ...deps, neighbourhoods }, '/contacts/101', visit);
  const part = page.getByRole('region', { name: 'Whom they reach', exact: true });
  await part.waitFor();
  return { page, part };
}

describe('whom somebody reaches, on their page', () => {
  it('is said in sentences, and listed with open deals and the ways to each', async () => {
    const { page, part } = await open();
    await part.getByText('What Mara Lindqvist says reaches 4 contacts at 3 accounts:').waitFor();
    await part.getByText('2 of them have 2 open deals, EUR 138,500 together.').waitFor();
    const tomas = part
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'Tomas Berg' }) });
    await tomas.getByText('Turns to them often').waitFor();
    const ines = part
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'Inês Duarte' }) });
    await ines.getByText('How it gets there').click();
    await ines.getByText('A port worker answered Mara Lindqvist 6 times').waitFor();
    await ines.getByText('Inês Duarte answered A port worker 4 times').waitFor();
    const post = ines.getByRole('link', { name: /^reply, .* by Inês Duarte/ }).first();
    expect(await post.getAttribute('href')).toBe('https://bluesky.example/ines/to-stranger-0');
  });

  it('is drawn the same each time: the person in the middle, every kind by a form and words of its own', async () => {
    const { part } = await open();
    const picture = part.getByRole('img', {
      name: /^Mara Lindqvist in the middle, with 4 contacts, 3 accounts, 2 open deals/,
    });
    await picture.waitFor();
    for (const [form, many] of [
      ['circle.contact', 4],
      ['circle.stranger', 1],
      ['rect.account', 3],
      ['path.deal', 2],
    ] as const) {
      expect(await picture.locator(form).count(), form).toBe(many);
    }
    expect(await picture.locator('text').allTextContents()).toContain('株式会社みなと便');
    const drawn = await picture.innerHTML();
    const again = await open();
    expect(await again.part.getByRole('img').first().innerHTML()).toBe(drawn);
  });

  it('shows all of its words where it fits, made a little smaller where that is enough', async () => {
    const { part } = await open({ viewport: { width: 1440, height: 900 } }, ({ giver }) =>
      /tomas|yuki/.test(giver),
    );
    const picture = part.getByRole('img').first();
    await picture.waitFor();
    const frame = await part.getByRole('region').boundingBox();
    const words = await picture.locator('text').evaluateAll((all) =>
      all.map((one) => {
        const { left, right } = one.getBoundingClientRect();
        return [left, right] as const;
      }),
    );
    expect(words.length).toBeGreaterThan(5);
    const [from, to] = [frame?.x ?? 0, (frame?.x ?? 0) + (frame?.width ?? 0)];
    expect(words.filter(([left, right]) => left < from || right > to)).toEqual([]);
  });

  it('is reached by the keyboard, as far as the page of whom they reach', async () => {
    const { page, part } = await open();
    await part.getByRole('region').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^Kofi/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await part
      .getByText('Kofi Mensah-Oppenheimer of the Northern Freight Board answered Tomas Berg 7 times')
      .waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/contacts\/204/);
  });

  it('says so where nobody was seen turning to them', async () => {
    const { deps } = world(people());
    const page = await bed.open(deps, '/contacts/101');
    const part = page.getByRole('region', { name: 'Whom they reach', exact: true });
    await part
      .getByText('No profile of Mara Lindqvist is linked of which may be said whom it reaches.')
      .waitFor();
    expect(await part.getByRole('img').count()).toBe(0);
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const { page, part } = await open({ colorScheme, viewport });
    await part.getByText('How it gets there').first().click();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
