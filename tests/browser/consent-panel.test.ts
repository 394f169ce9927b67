import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { world } from './hand-made.ts';
import { people } from './people.ts';

const bed = consoleBed();
let page: Page;
beforeEach(async () => {
  page = await bed.open(world(people()).deps, '/contacts/101');
  await missing().click();
});

const missing = () => page.getByText('No consent is recorded for penpal');
const record = () => page.getByRole('button', { name: 'Record a consent for penpal…' });
const dialog = () => page.getByRole('dialog');

/** With the keyboard alone. */
async function agree(words: string, account: string): Promise<void> {
  await record().focus();
  await page.keyboard.press('Enter');
  await dialog()
    .getByLabel(/What they agreed to/)
    .focus();
  await page.keyboard.type(words);
  await dialog()
    .getByLabel(/Their account/)
    .focus();
  await page.keyboard.type(account);
  await page.keyboard.press('Enter');
}

describe('the consent that a network’s terms ask for', () => {
  it('is said to be missing, with the clause, and is recorded by keyboard alone with day, words and account', async () => {
    await page.getByText('Whoever is looked for has to agree').waitFor();
    await agree('You may look me up there (booth, June)', '@Ada');
    await page.getByText('for the account ada: “You may look me up there (booth, June)”').waitFor();
    await page.getByText('Recorded by An admin in the panel').waitFor();
    expect(await dialog().count()).toBe(0);
    expect(await record().count()).toBe(0);
  });

  it('is withdrawn only after it was said what goes with it', async () => {
    await agree('Yes.', '');
    const withdraw = page.getByRole('button', { name: 'Withdraw the consent for penpal…' });
    await withdraw.click();
    await dialog().getByText('Nothing is kept on it yet; nothing will be.').waitFor();
    await dialog().getByRole('button', { name: 'Keep' }).click();
    await withdraw.click();
    await dialog().getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText('The consent for penpal is withdrawn.').waitFor();
    await missing().click();
    await record().waitFor();
  });

  it('keeps what was typed when it could not be recorded, and says why', async () => {
    await page.route('**/consents/penpal*', (route) => route.abort());
    await agree('Yes.', '');
    await dialog().getByRole('alert').getByText('Nothing was recorded. Kith is not answering.').waitFor();
    expect(
      await dialog()
        .getByLabel(/What they agreed to/)
        .inputValue(),
    ).toBe('Yes.');
  });

  it('is not lost half-written: a step through the history asks first, over the form, and so does the tab', async () => {
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    const says = page.getByLabel(/What they agreed to/);
    await page.getByRole('link', { name: 'Heard', exact: true }).press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/heard');
    await page.evaluate('history.back()');
    await missing().click();
    await record().press('Enter');
    await says.focus();
    await page.keyboard.type('You may');
    await page.evaluate('history.forward()');
    await question.getByText('The consent for penpal').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    await (await asked).dismiss();
    expect(await says.inputValue()).toBe('You may');
    await page.evaluate('history.forward()');
    await question.getByRole('button', { name: 'Leave' }).press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/heard');
  });

  it('is asked for and shown without a barrier', async () => {
    await record().click();
    expect(await breaches(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await agree('Yes.', '');
    await page.getByRole('button', { name: 'Withdraw the consent for penpal…' }).click();
    expect(await breaches(page)).toEqual([]);
  });
});
