import { Link, LoadingSpinner } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ok, openSettings, playKith, wordsOn } from './bed.tsx';
import { settingsView } from './settings-samples.ts';

afterEach(() => vi.unstubAllGlobals());

async function open(view = settingsView()) {
  playKith({ 'GET /api/v1/settings': ok(view) });
  const page = openSettings();
  await page.waitFor(() => expect(page.maybeFind(LoadingSpinner)).toBeNull());
  return page;
}

describe('what the open web tells by itself', () => {
  it('is said on the settings page as it stands, and where that is changed', async () => {
    const page = await open();
    const words = wordsOn(page.getRootNode());
    expect(words).toContain('Hubs tell of 2 feeds at once, of 1 not: The hub answered 403.');
    expect(words).toContain('No mentions are received');
    const leads = page.find(Link, (one) => one.text?.includes('Kith’s own settings') ?? false);
    expect(leads.props.href).toMatchObject({
      url: expect.stringMatching(/^https:\/\/[^/]+\/settings$/),
      external: true,
    });
  });

  it('says how often people typed while Kith wrote, where anybody did', async () => {
    const { health } = settingsView();
    const typed = 'In the last 30 days: once somebody typed into a field while Kith wrote there.';
    const words = async (more: object) =>
      wordsOn((await open(settingsView({ health: { ...health, ...more } }))).getRootNode());
    expect(await words({ typed })).toContain(typed);
    expect(await words({})).not.toContain('while Kith wrote');
  });

  it('says what HubSpot does not let Kith do, and what to do about it', async () => {
    const { health } = settingsView();
    const says = 'The CRM does not let Kith read deals. Whoever may grant it connects HubSpot again.';
    const words = async (more: object) =>
      wordsOn((await open(settingsView({ health: { ...health, ...more } }))).getRootNode());
    expect(await words({ withheld: [says] })).toContain(says);
    expect(await words({ withheld: [] })).not.toContain('Not allowed in HubSpot');
  });

  it('is left out where an older Kith does not say it', async () => {
    const { told: _, ...older } = settingsView().health;
    const words = wordsOn((await open(settingsView({ health: older }))).getRootNode());
    expect(words).toContain('Last event from HubSpot');
    expect(words).not.toContain('open web');
  });
});
