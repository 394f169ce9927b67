import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { OwnLabelsOverview } from '../../src/flows/own-labels/open-own-labels.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { world } from './hand-made.ts';
import { type } from './keyboard.ts';
import { handMadeListening } from './listening.ts';
import { handMadeOwnLabels, TAUGHT } from './own-labels.ts';
import { handMadeRules } from './rules.ts';
import { button, LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(visit: Visit = {}, heard = true, taught: OwnLabelsOverview = TAUGHT) {
  const [rules, ownLabels] = [handMadeRules(), handMadeOwnLabels(taught)];
  const { deps } = world([], { rules, listening: handMadeListening(heard), ownLabels });
  const page = await bed.open(deps, '/settings', visit);
  await page.getByLabel('Name of the rule').waitFor();
  return { page, rules };
}

const never = (): never => {
  throw new Error('the rule was not kept');
};

/** The first condition is of this kind. */
const ask = (page: Page, kind: string) => page.getByLabel('When', { exact: true }).selectOption(kind);

describe('what a rule asks', () => {
  it('is several conditions, of which each is read back in the sentence of the rule', async () => {
    const { page, rules } = await open();
    await page.getByLabel('Name of the rule').fill('Leaving');
    await ask(page, 'intent');
    await page.getByLabel('complains', { exact: true }).uncheck();
    await page.getByText('Choose one at least.').waitFor();
    expect(await button(page, 'Add as a draft').isDisabled()).toBe(true);
    await page.getByLabel('speaks of leaving').check();
    await page.getByLabel('At least', { exact: true }).selectOption('80 % sure');
    await button(page, 'Add a condition').click();
    await page.getByLabel('And', { exact: true }).selectOption('topic');
    await button(page, 'Add a condition').click();
    const third = page.getByRole('group', { name: 'Condition 3' });
    await third.getByLabel('And').selectOption('field');
    await third.getByLabel('Field to ask').selectOption('jobtitle');
    await third.getByLabel('How').selectOption('is not');
    await third.getByLabel('What it says').fill('Intern');
    await page.getByLabel('Title').fill('Call them');
    await button(page, 'Add as a draft').click();
    await page
      .getByText(
        'When a post speaks of leaving (at least 80 % sure), and a post is about “Us”, and their Job title is not “Intern”: ' +
          'add the task “Call them”. At most 10 an hour.',
      )
      .waitFor();
    expect(rules.kept[0]?.when).toEqual([
      { on: 'intent', any: ['churn'], atLeast: 0.8 },
      { on: 'topic', is: expect.stringMatching(/1$/) },
      { on: 'field', field: 'jobtitle', how: 'is not', value: 'Intern' },
    ]);
    // The form is empty again.
    expect(await page.getByRole('group', { name: /^Condition/ }).count()).toBe(1);
  });

  it.each([
    ['spike', 'there is a signal (spike)', undefined],
    ['neutral', 'a post is neutral', undefined],
    ['emotion', 'a post sounds of anger (at least 70 % sure)', undefined],
    ['toxicity', 'a post is offensive (at least 70 % sure)', undefined],
    ['topic', 'a post is about “Us”', undefined],
    ['language', 'a post is in “de”', ['Language (its code, such as en)', 'DE']],
    ['network', 'it is on', undefined],
    ['influence', 'their influence is 95 or more', ['Percentile, at least', '95']],
    ['contact', 'their company is “Acme”', ['What it says', 'Acme']],
  ] as const)('can be %s', async (kind, says, fills) => {
    const { page } = await open();
    await page.getByLabel('Name of the rule').fill('One');
    await ask(page, kind);
    if (fills) await page.getByLabel(fills[0]).fill(fills[1]);
    await page.getByLabel('Title').fill('Call them');
    await button(page, 'Add as a draft').click();
    await page.getByText(`When ${says}`).waitFor();
  });

  it('can be no topic while nothing is listened for, and says what to do', async () => {
    const { page } = await open({}, false);
    await ask(page, 'topic');
    await page.getByText('switch a listening rule on first').waitFor();
    expect(await button(page, 'Add as a draft').isDisabled()).toBe(true);
  });

  it('is an open deal, of whatever worth or worth so much in a currency', async () => {
    const { page, rules } = await open();
    const deal = async (name: string, worth?: string, currency?: string) => {
      await page.getByLabel('Name of the rule').fill(name);
      await ask(page, 'deal');
      if (worth !== undefined) await page.getByLabel('Worth at least').fill(worth);
      if (currency !== undefined) await page.getByLabel('In which currency').fill(currency);
      await page.getByLabel('Title').fill('Call them');
      await button(page, 'Add as a draft').click();
    };
    await deal('Any');
    await page.getByText('When they have an open deal: add the task “Call them”.').waitFor();
    await deal('Large', '10000', 'eur');
    await page.getByText('When they have an open deal worth EUR 10,000 or more: add').waitFor();
    expect(rules.kept.map(({ when }) => when)).toEqual([
      [{ on: 'deal' }],
      [{ on: 'deal', worth: { atLeast: 10_000, currency: 'EUR' } }],
    ]);
  });

  it('is an alert, of which only webhooks and chats can be told: what does not go together says why', async () => {
    const { page, rules } = await open();
    await page.getByLabel('Name of the rule').fill('Surges');
    await ask(page, 'alert');
    await page.getByText('An alert is about no contact: the webhooks can be told of it').waitFor();
    expect(await button(page, 'Add as a draft').isDisabled()).toBe(true);
    await page.getByLabel('Then').selectOption('webhook');
    await page.getByLabel('How urgent').selectOption('crisis');
    await page.getByLabel('About', { exact: true }).selectOption('Us');
    await page.getByLabel('Counting').selectOption('people who complain');
    await button(page, 'Add a condition').click();
    await page.getByText('ask for nothing of contacts or their posts beside it.').waitFor();
    await button(page, 'Without condition 2').click();
    await button(page, 'Add as a draft').click();
    await page
      .getByText(
        'When there is an alert (crisis) about “Us”, counting people who complain: tell the webhooks. At most 10 an hour.',
      )
      .waitFor();
    expect(rules.kept[0]?.when).toEqual([
      { on: 'alert', atLeast: 'crisis', of: [expect.stringMatching(/1$/)], measures: ['complaints'] },
    ]);
  });

  it('is an alert, a label or a deal by the keyboard alone too', async () => {
    const { page, rules } = await open();
    await page.getByLabel('Name of the rule').focus();
    await type(page, 'Surges', 'Tab', 'there is an al');
    // What can be chosen arrives after the form.
    await page.getByRole('option', { name: 'Us', exact: true }).waitFor({ state: 'attached' });
    await type(page, 'Tab', 'crisis', 'Tab', 'Us', 'Tab', 'Tab', 'Tab');
    await type(page, 'tell', 'Tab', 'Tab', 'Tab', 'Enter');
    await page.getByText('When there is an alert (crisis) about “Us”: tell the webhooks.').waitFor();
    await page.getByLabel('Name of the rule').focus();
    await type(page, 'Own', 'Tab', 'a post is, in');
    await page.getByRole('checkbox', { name: 'send it back' }).waitFor();
    await type(page, 'Tab', 'Space', 'Tab', 'Tab', 'Tab', '90', 'Tab', 'Tab');
    await type(page, 'add a task', 'Tab', 'Call them', 'Enter');
    await page.getByText('When a post is “send it back” (at least 90 % sure): add the task').waitFor();
    await page.getByLabel('Name of the rule').focus();
    await type(
      page,
      'Deal',
      'Tab',
      'they have',
      'Tab',
      '500',
      'Tab',
      'usd',
      'Tab',
      'Tab',
      'add a task',
      'Tab',
    );
    await type(page, 'Call them', 'Enter');
    await page.getByText('When they have an open deal worth USD 500 or more: add the task').waitFor();
    expect(rules.kept).toHaveLength(3);
  });

  it('is one of the account’s own labels, or several, and says when one is taught no more', async () => {
    const { page, rules } = await open();
    await page.getByLabel('Name of the rule').fill('Own');
    await ask(page, 'label');
    await page.getByText('Choose one at least.').waitFor();
    const own = page.getByRole('group', { name: 'A post that is' });
    await own.getByLabel('send it back').check();
    await own.getByLabel('warranty').check();
    await page.getByLabel('Title').fill('Call them');
    await button(page, 'Add as a draft').click();
    await page
      .getByText('When a post is “send it back” or “warranty” (at least 70 % sure): add the task')
      .waitFor();
    rules.kept.splice(0, 1, {
      ...(rules.kept[0] ?? never()),
      when: [{ on: 'label', any: ['refund'], atLeast: 0 }],
    });
    await page.reload();
    await page.getByText('When a post is “refund” (taught no more: no post is): add the task').waitFor();
  });

  it('can be no label while none is taught, and says what to do', async () => {
    const { page } = await open({}, true, {});
    await ask(page, 'label');
    await page.getByText('teach some first').waitFor();
    expect(await button(page, 'Add as a draft').isDisabled()).toBe(true);
  });

  it('is taken away again, but for the last', async () => {
    const { page } = await open();
    await button(page, 'Add a condition').click();
    await button(page, 'Without condition 2').click();
    expect(await page.getByRole('group', { name: /^Condition/ }).count()).toBe(1);
    expect(await button(page, /^Without condition/).count()).toBe(0);
  });

  it('is written by the keyboard alone', async () => {
    const { page, rules } = await open();
    await page.getByLabel('Name of the rule').focus();
    await type(page, 'Known', 'Tab', 'the CRM says', 'Tab', 'title', 'Tab', 'is known', 'Tab');
    // Past the button for another condition, to what is done.
    await type(page, 'Tab', 'add a task', 'Tab', 'Call them', 'Enter');
    await page.getByText('When their title is known: add the task “Call them”.').waitFor();
    expect(rules.kept).toHaveLength(1);
  });

  it('says why a rule that is on acts on nothing', async () => {
    const { page, rules } = await open();
    const trouble =
      'The CRM has no contact field “stage”, or does not show it to Kith: the rule acts on nothing.';
    const [limit, does] = [{ most: 1, per: 'day' as const }, [{ do: 'webhook' as const }]];
    rules.kept.push({
      ...{
        id: '00000000-0000-4000-8000-000000000007',
        name: 'Stage',
        state: 'on',
        madeAt: new Date(0),
        trouble,
      },
      ...{ changedBy: 'ada', limit, does, when: [{ on: 'field', field: 'stage', how: 'is known' }] },
    });
    await page.reload();
    await page.getByRole('status').filter({ hasText: trouble }).waitFor();
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const { page } = await open({ colorScheme, viewport });
    for (const kind of ['intent', 'label', 'topic', 'field', 'contact', 'influence', 'deal', 'alert']) {
      await ask(page, kind);
      expect(await breaches(page)).toEqual([]);
      expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
    }
  });
});
