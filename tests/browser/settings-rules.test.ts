import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { OwnLabelsOverview } from '../../src/flows/own-labels/open-own-labels.ts';
import { breaches } from './axe.ts';
import { handMadeChats } from './chats.ts';
import { consoleBed } from './console-bed.ts';
import { world } from './hand-made.ts';
import { handMadeListening } from './listening.ts';
import { handMadeOwnLabels, TAUGHT } from './own-labels.ts';
import { handMadeRules } from './rules.ts';
import { button, LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(visit: Visit = {}, heard = true, taught: OwnLabelsOverview = TAUGHT) {
  const [rules, chats, ownLabels] = [handMadeRules(), handMadeChats(), handMadeOwnLabels(taught)];
  const { deps } = world([], { rules, chats, listening: handMadeListening(heard), ownLabels });
  const page = await bed.open(deps, '/settings', visit);
  await page.getByLabel('Name of the rule').waitFor();
  return { page, rules, chats };
}

const never = (): never => {
  throw new Error('the rule was not kept');
};

/** The first condition is of this kind. */
const ask = (page: Page, kind: string) => page.getByLabel('When', { exact: true }).selectOption(kind);

/** Written by the keyboard alone: what is focused is chosen by its first letters, what follows is reached by Tab. */
async function type(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (key === 'Tab' || key === 'Space' || key === 'Enter') await page.keyboard.press(key);
    else await page.keyboard.type(key);
  }
}

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
    for (const kind of ['intent', 'label', 'topic', 'field', 'contact', 'influence']) {
      await ask(page, kind);
      expect(await breaches(page)).toEqual([]);
      expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
    }
  });
});

describe('the chats that rules write to', () => {
  async function addChat(page: Page, name: string): Promise<void> {
    await page.getByLabel('Name of the chat').fill(name);
    await page.getByLabel('Its incoming webhook').fill('https://hooks.slack.com/services/T0/B0/secret');
    await button(page, 'Add the chat').click();
    await page.locator('strong', { hasText: name }).waitFor();
  }

  it('are added, chosen in a rule that names them, and not removed while it writes there', async () => {
    const { page } = await open();
    await page.getByLabel('Then').selectOption('chat message');
    await page.getByText('There is no chat yet: add one below').waitFor();
    await page.getByText('Chats that rules write to (0)').click();
    await addChat(page, 'Care');
    await addChat(page, 'In use');
    await page.getByText('Chats that rules write to (2)').waitFor();
    expect(await page.getByText('hooks.slack.com').count()).toBe(0);
    await page.getByLabel('Name of the rule').fill('Complaints');
    await page.getByLabel('Chat', { exact: true }).selectOption('In use');
    await button(page, 'Add as a draft').click();
    await page.getByText('When a post is negative: write to “In use”. At most 10 an hour.').waitFor();
    await button(page, 'Remove In use').click();
    await page.getByRole('alert').filter({ hasText: 'writes there: switch it off first.' }).waitFor();
    await button(page, 'Remove Care').click();
    await page.getByText('Chats that rules write to (1)').waitFor();
  });

  it('say why an address is none, and keep what was typed', async () => {
    const { page } = await open();
    await page.getByText('Chats that rules write to (0)').click();
    await page.getByLabel('Name of the chat').fill('Care');
    await page.getByLabel('Its incoming webhook').fill('https://hooks.example/');
    await button(page, 'Add the chat').click();
    await page.getByRole('alert').filter({ hasText: 'no incoming webhook' }).waitFor();
    expect(await page.getByLabel('Its incoming webhook').inputValue()).toBe('https://hooks.example/');
  });

  it('are added by the keyboard alone', async () => {
    const { page, chats } = await open();
    await page.locator('summary', { hasText: 'Chats that rules write to' }).focus();
    await type(page, 'Enter', 'Tab', 'Care', 'Tab', 'https://hooks.slack.com/services/T0/B0/x', 'Enter');
    await page.getByText('Chats that rules write to (1)').waitFor();
    expect(chats.kept).toMatchObject([{ name: 'Care', service: 'slack' }]);
  });

  it.each(LOOKS)('keep to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const { page } = await open({ colorScheme, viewport });
    await page.getByText('Chats that rules write to (0)').click();
    await addChat(page, 'In use');
    await button(page, 'Remove In use').click();
    await page.getByRole('alert').filter({ hasText: 'switch it off first' }).waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
