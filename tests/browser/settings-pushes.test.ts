import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { discourse } from '../../connectors/network/discourse/index.ts';
import { push } from '../../connectors/network/discourse/push.ts';
import { github } from '../../connectors/network/github/index.ts';
import { openPushes } from '../../src/flows/pushes.ts';
import type { Manners } from '../../src/flows/tend.ts';
import type { NetworkId } from '../../src/core/ids.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { NOW, world } from './hand-made.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

/** GitHub, and a forum whose secret is its own. */
async function open(visit: Visit = {}): Promise<Page> {
  const { deps } = world([]);
  const manners = new Map<NetworkId, Manners>([
    [github.id, github],
    [discourse.id, { ...discourse, push: { ...push, brings: /^theirs-\d$/ } }],
  ]);
  let made = 1;
  const newSecret = () => `made-here-${made++}`;
  const pushes = openPushes({ store: deps.store, manners, now: () => NOW, newSecret });
  const page = await bed.open({ ...deps, pushes }, '/settings', visit);
  const calling = page.getByRole('region', { name: 'Networks that call' });
  await calling.locator('summary').first().waitFor();
  for (const network of await calling.locator('summary').all()) await network.click();
  return page;
}

describe('networks that call, on the settings page', () => {
  it('are a line each until one of them is wanted, and stay open where they are listened to', async () => {
    const at = await open();
    await at.getByRole('button', { name: 'Listen to GitHub' }).click();
    await at.getByText('/webhooks/github/hubspot-4711').waitFor();
    await at.reload();
    await at.getByRole('button', { name: 'New secret for GitHub' }).waitFor();
    expect(await at.getByRole('button', { name: /^Listen to/ }).count()).toBe(0);
  });

  it('are listened to from the moment their secret is made, which is shown once, replaced, and given up', async () => {
    const at = await open();
    await at.getByRole('button', { name: 'Listen to GitHub' }).click();
    await at.getByText('made-here-1').waitFor();
    await at.getByText('/webhooks/github/hubspot-4711').waitFor();
    await at.getByRole('button', { name: 'New secret for GitHub' }).click();
    await at.getByText('made-here-2').waitFor();
    await at.getByText(/The secret before this one is valid until Nov 23/).waitFor();
    await at.reload();
    await at.getByText('/webhooks/github/hubspot-4711').waitFor();
    expect(await at.getByText('made-here').count()).toBe(0);
    await at.getByRole('button', { name: 'Stop listening to GitHub' }).click();
    await at.getByRole('button', { name: 'Listen to GitHub' }).waitFor();
  });

  it('that make their secret themselves are given here what they show, and it is said what is wrong with it', async () => {
    const at = await open();
    await at.getByLabel(/^Secret of/).fill('nonsense');
    await at.getByRole('button', { name: /^Listen to [^G]/ }).click();
    await at.getByText(/Nothing was changed/).waitFor();
    await at.getByLabel(/^Secret of/).fill('theirs-1');
    await at.getByRole('button', { name: /^Listen to [^G]/ }).click();
    await at.getByText('is listened to', { exact: true }).waitFor();
    expect(await at.getByLabel(/^Secret of/).inputValue()).toBe('');
  });

  it.each(LOOKS)('keep to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const at = await open({ colorScheme, viewport });
    await at.getByRole('button', { name: 'Listen to GitHub' }).click();
    await at.getByText('made-here-1').waitFor();
    expect(await breaches(at)).toEqual([]);
    expect(await wide(at)).toBeLessThanOrEqual(viewport.width);
  });
});
