import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import { breaches } from './axe.ts';
import { handMade } from './governing.ts';
import { NOW } from './hand-made.ts';
import { INSTALLED, WHO, panelOf, salesforceBed, toastsOf } from './salesforce-bed.ts';
import { REP } from './salesforce-desk.ts';
import { LOOKS, button, wide } from './visits.ts';

const LIGHT = LOOKS.filter(({ colorScheme }) => colorScheme === 'light');

const bed = salesforceBed();

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator('button:focus, a:focus, summary:focus');
    if ((await focused.count()) === 1 && name.test(await focused.innerText())) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

describe('the panel on the record page of a Salesforce org', () => {
  it('says who they are, whom they move and what they said, each with its source', async () => {
    const page = await bed.opened();
    const source = panelOf(page)
      .getByRole('link', { name: /Source: GitHub/ })
      .first();
    expect(await source.getAttribute('href')).toBe('https://github.example/maralind');
    await panelOf(page).getByText('Bluesky: percentile 87').waitFor();
    await panelOf(page).getByText('Oh great, the vendor portal is down.').waitFor();
    expect(await page.title()).toBe('Mara Lindqvist | Contact | Salesforce simulator');
  });

  it('takes a rep’s word on a profile, and takes it back exactly', async () => {
    const page = await bed.opened();
    await button(page, 'Yes, this is them: maralindqvist').click();
    await toastsOf(page).getByText('maralindqvist is confirmed.').waitFor();
    await panelOf(page).getByRole('heading', { name: 'Profiles (3)' }).waitFor();
    await button(page, 'Take it back: maralindqvist').click();
    await toastsOf(page).getByText('your word was taken back').waitFor();
    await panelOf(page).getByRole('heading', { name: 'Is this them? (1)' }).waitFor();
    await button(page, 'Not them: maralindqvist').click();
    await toastsOf(page).getByText('maralindqvist is not them.').waitFor();
    expect(bed.said()).toEqual(['confirmed', 'withdrawn', 'rejected']);
    expect(new Set(bed.w.verdicts.map(({ by }) => by))).toEqual(new Set([`User ${REP.id} in Salesforce`]));
  });

  it('is worked by keyboard alone', async () => {
    const page = await bed.opened();
    await tabTo(page, /^Not them$/);
    await page.keyboard.press('Enter');
    await toastsOf(page).getByText('maralindqvist is not them.').waitFor();
    await tabTo(page, /^Why: 2 for/);
    await page.keyboard.press('Enter');
    await panelOf(page).getByText('Both name Fjordline Systems').waitFor();
    await tabTo(page, /^Make it a task or a case$/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Create$/);
    await page.keyboard.press('Enter');
    await toastsOf(page)
      .getByText(/The task is there/)
      .waitFor();
    expect(bed.said()).toEqual(['rejected']);
  });

  it('has no button, link or fold that the Tab key does not reach', async () => {
    const page = await bed.opened();
    const all = panelOf(page).locator('button:visible, a:visible, summary:visible');
    const there = await all.count();
    expect(there).toBeGreaterThan(25);
    const focused = panelOf(page).locator(':focus');
    for (let presses = 0; presses < there + 20; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await focused.count()) > 0) await focused.evaluate((one) => one.setAttribute('data-reached', ''));
    }
    const missed = panelOf(page).locator(':is(button, a, summary):not([data-reached]):visible');
    expect(await missed.allInnerTexts()).toEqual([]);
  });

  it('asks the networks again, from the panel and as a quick action of the page', async () => {
    const page = await bed.opened();
    const ask = button(page, 'Ask the networks again');
    expect(await ask.count()).toBe(2);
    for (const n of [0, 1]) {
      await ask.nth(n).click();
      await toastsOf(page).getByText('The networks are being asked.').nth(n).waitFor();
    }
  });

  it('drafts a reply to copy, and sends nothing', async () => {
    const page = await bed.opened();
    await bed.visits.allow(['clipboard-read', 'clipboard-write']);
    await button(page, 'Draft a reply').first().click();
    const draft = panelOf(page).getByLabel('Draft');
    await draft.fill(`${await draft.inputValue()} Ask us.`);
    await button(page, 'Copy').click();
    await toastsOf(page).getByText('Copied. Kith sends nothing by itself.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('Ask us.');
  });

  it('makes a task of a post, in the rep’s own name, and the page shows it', async () => {
    const page = await bed.opened();
    await button(page, 'Make it a task or a case').first().click();
    await panelOf(page).getByLabel('Title').fill('Tell Mara about queues');
    await button(page, 'Create').click();
    await toastsOf(page).getByText('The task is there: Tell Mara about queues').waitFor();
    expect(bed.desk.tables.get('Task')).toMatchObject([
      { WhoId: bed.desk.idOf(0), OwnerId: REP.id, Subject: 'Tell Mara about queues' },
    ]);
    await page.reload();
    await page.getByRole('region', { name: 'Activity (1)' }).getByText('Tell Mara about queues').waitFor();
  });

  it('makes a case of a post, and says in the org’s own words why it was refused', async () => {
    bed.desk.state.refusal = 'Region is required for a case.';
    const page = await bed.opened();
    await button(page, 'Make it a task or a case').first().click();
    await panelOf(page).getByLabel('What', { exact: true }).selectOption('Case');
    await button(page, 'Create').click();
    await panelOf(page).getByRole('alert').getByText('Region is required for a case.').waitFor();
    bed.desk.state.refusal = undefined;
    await button(page, 'Create').click();
    await toastsOf(page)
      .getByText(/The case is there/)
      .waitFor();
    expect(bed.desk.tables.get('Case')).toMatchObject([{ ContactId: bed.desk.idOf(0) }]);
  });
});

describe('the fields of the org that an administrator mapped', () => {
  const BIO = 'Platform engineering at Fjordline. Ferries, Postgres and long winters. She/her.';
  const at = NOW.toISOString();
  const mapped = {
    mappings: [
      { fact: 'place', field: 'MailingCity', mode: 'suggest', label: 'Mailing City' },
      { fact: 'bio', field: 'Description', mode: 'overwrite', label: 'Description' },
    ],
    trails: {
      Description: {
        ...{ fact: BIO, mode: 'overwrite', standing: 'written', wrote: BIO, base: 'Met in Oslo' },
        ...{ former: [{ value: 'Met in Oslo', at }], at },
      },
    },
  } as const satisfies NonNullable<RecordFacts['mapped']>;

  it('are suggested, written when the rep says so, and put back as they were', async () => {
    const [mara] = bed.desk.people;
    if (!mara) throw new Error('nobody is there');
    const { id } = mara.contact;
    const { governing, answers } = handMade();
    await bed.answered([{ ...mara, mapped }], {
      governing: {
        ...governing,
        answer: (installation, answer) => {
          bed.w.facts.set(id, { ...mara, mapped: { ...mapped, mappings: [mapped.mappings[1]] } });
          bed.w.deps.views.forget(INSTALLED.id, id);
          return governing.answer(installation, answer);
        },
      },
    });
    const page = await bed.opened();
    await panelOf(page).getByRole('heading', { name: 'For your fields: 1 to decide' }).waitFor();
    await panelOf(page).getByText('Mailing City: Göteborg').waitFor();
    expect(await breaches(page)).toEqual([]);
    await button(page, 'Write it into Mailing City').click();
    await toastsOf(page).getByText('Kith writes Mailing City soon.').waitFor();
    await panelOf(page).getByRole('heading', { name: 'For your fields', exact: true }).waitFor();
    await button(page, 'Put back “Met in Oslo”').click();
    await toastsOf(page).getByText('Description: what stood there before is there again.').waitFor();
    expect(answers).toEqual([
      { contact: id, field: 'MailingCity', accept: true },
      { contact: id, field: 'Description' },
    ]);
  });
});

describe('the panel on the page of an account', () => {
  it('shows its people, those who move most first, and each of them when chosen', async () => {
    const account = bed.desk.tables.get('Account')?.[0]?.['Id'];
    const both = (bed.desk.tables.get('Contact') ?? []).map((row, n) =>
      n < 3 ? { ...row, AccountId: account, Kith_Influence__c: n === 2 ? undefined : 80 - n } : row,
    );
    bed.desk.tables.set('Contact', both);
    const page = await bed.visits.open(bed.desk.account);
    await panelOf(page).getByText(WHO).waitFor();
    const names = await panelOf(page).getByLabel('Person').locator('option').allInnerTexts();
    expect(names.map((name) => name.split(',')[0])).toEqual([
      'Mara Lindqvist',
      'Mallory <b>Quirk</b>',
      'Anselm Okafor',
    ]);
    await panelOf(page).getByLabel('Person').selectOption({ index: 2 });
    await panelOf(page).getByText('Nobody was found on open networks').waitFor();
  });
});

/** Salesforce's own button beside a date, 20 pixels in these base components; the platform's newer ones have 24. */
const CALENDAR = /^target-size: <button[^>]* title="Select a date for Due"[^>]*>$/;

describe('how the page looks', () => {
  it.each(LIGHT)('within WCAG 2.2 AA as far as axe knows, with everything open: $name', async (look) => {
    const page = await bed.opened({ viewport: look.viewport });
    await button(page, 'Draft a reply').first().click();
    await button(page, 'Make it a task or a case').nth(1).click();
    for (const fold of await panelOf(page).locator('summary').all()) await fold.click();
    await button(page, 'Yes, this is them: maralindqvist').click();
    await toastsOf(page).getByText('is confirmed').waitFor();
    const found = await breaches(page);
    expect(found.filter((one) => !CALENDAR.test(one))).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(look.viewport.width);
  });

  it('says whose page it is not', async () => {
    const page = await bed.opened();
    await page.getByText('Salesforce simulator: sample data.').waitFor();
  });
});
