import {
  Alert,
  BarChart,
  Button,
  Checkbox,
  ErrorState,
  LoadingSpinner,
  NumberInput,
  ProgressBar,
  Select,
  TableRow,
  Toggle,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { never, ok, openSettings, playKith, refused, unreachable, wordsOn } from './bed.tsx';
import { settings, settingsView } from './settings-samples.ts';

afterEach(() => vi.unstubAllGlobals());

type Page = ReturnType<typeof openSettings>;
const AT = '/api/v1/settings';
const READ = `GET ${AT}`;
const PUT = `PUT ${AT}`;

async function open(answers: Parameters<typeof playKith>[0] = {}, view = settingsView()) {
  const kith = playKith({ [READ]: ok(view), ...answers });
  const page = openSettings();
  await page.waitFor(() => expect(page.maybeFind(LoadingSpinner)).toBeNull());
  return { kith, page };
}

const wordsOf = (page: Page) => wordsOn(page.getRootNode());
const button = (page: Page, text: string) => page.find(Button, (one) => one.text === text);
const press = (page: Page, text: string) => button(page, text).trigger('onClick');
const selected = (page: Page, name: string) => page.find(Select, { name });
const choose = (page: Page, name: string, value: string) =>
  selected(page, name).trigger('onChange', value as never);

describe('the settings page', () => {
  it('says that it is reading while Kith has not answered', async () => {
    const kith = playKith({ [READ]: never });
    const page = openSettings();
    await expect.poll(() => kith.asked).toHaveLength(1);
    expect(page.find(LoadingSpinner).props.label).toBe('Reading the settings');
  });

  it.each([
    ['is not permitted', refused(403, 'Kith is not connected to this account.'), 'lock'],
    ['cannot be reached', unreachable, 'error'],
    ['answers in another shape', ok({ settings: {} }), 'error'],
  ])('says what to do when Kith %s, and can be tried again', async (_, answer, type) => {
    const kith = playKith({ [READ]: answer });
    const page = openSettings();
    await page.waitFor(() => expect(page.find(ErrorState).props.type).toBe(type));
    kith.now({ [READ]: ok(settingsView()) });
    press(page, 'Try again');
    await page.waitFor(() => expect(wordsOf(page)).toContain('What was found'));
  });

  it('shows the rest when HubSpot does not answer, and says so', async () => {
    const { page } = await open({}, settingsView({ fields: [], trouble: 'HubSpot is not answering.' }));
    expect(page.find(Alert, { title: 'HubSpot did not answer' }).text).toBe('HubSpot is not answering.');
    expect(wordsOf(page)).toContain('There is no further field that can be written.');
  });

  it('tells how the card gets onto contacts', async () => {
    const { page } = await open();
    expect(wordsOf(page)).toContain('Add a card, search for “Kith: who they are”');
  });
});

describe('before the first write', () => {
  it('shows what would be made and what would be written, and that nothing was', async () => {
    const { page } = await open();
    const words = wordsOf(page);
    expect(words).toContain('Kith waits for your approval');
    expect(words).toContain('Social profiles (field kith_profiles): Linked profiles, one URL a line');
    const rows = page.findAll(TableRow).map((row) => wordsOn(row).trim());
    expect(rows).toContainEqual(expect.stringMatching(/Ada Quist\s+Job title\s+Weaver\s+Programmer/));
    expect(rows).toContainEqual(expect.stringMatching(/Ada Quist\s+Social profiles\s+empty\s+https:/));
  });

  it('an administrator approves, once, and the page tells who did', async () => {
    const approved = { state: 'approved', planned: [], by: 'ada@quist.example', at: '2026-11-26T08:00:00Z' };
    const { kith, page } = await open({
      'POST /api/v1/approval': ok(settingsView({ approval: approved as never })),
    });
    const approve = button(page, 'Approve and begin to write');
    approve.trigger('onClick');
    approve.trigger('onClick');
    await page.waitFor(() => expect(wordsOf(page)).toContain('ada@quist.example approved it on 2026-11-26'));
    expect(kith.written()).toMatchObject([{ path: '/api/v1/approval', body: { approve: true } }]);
    expect(wordsOf(page)).not.toContain('Kith waits');
  });

  it('stays unapproved when Kith cannot be reached', async () => {
    const { page } = await open({ 'POST /api/v1/approval': unreachable });
    press(page, 'Approve and begin to write');
    await page.waitFor(() => expect(wordsOf(page)).toContain('Nothing was changed. Kith cannot be reached.'));
    expect(wordsOf(page)).toContain('Kith waits for your approval');
  });

  it('says what the work costs, and who decides from then on', async () => {
    const { page } = await open();
    expect(wordsOf(page)).toContain('Whoever approves here decides for this account from then on');
    const approved = settingsView({
      approval: { state: 'approved', planned: [] },
      governor: 'ada@quist.example',
    });
    const later = await open({}, approved);
    expect(wordsOf(later.page)).toContain('In HubSpot only ada@quist.example may change these settings');
  });

  it('says that there is nothing to write yet', async () => {
    const { page } = await open({}, settingsView({ preview: [] }));
    expect(wordsOf(page)).toContain('There is nothing to write yet');
  });
});

describe('a change of the settings', () => {
  const saved = (kith: ReturnType<typeof playKith>) => kith.written().map(({ body }) => body);

  it('is offered for saving only once something was changed, and can be discarded', async () => {
    const { kith, page } = await open();
    expect(page.maybeFind(Alert, { title: 'Not saved yet' })).toBeNull();
    const toggle = () => page.find(Toggle, { name: 'github' });
    toggle().trigger('onChange', false as never);
    await page.waitFor(() => page.find(Alert, { title: 'Not saved yet' }));
    press(page, 'Discard');
    await page.waitFor(() => expect(toggle().props.checked).toBe(true));
    expect(page.maybeFind(Alert, { title: 'Not saved yet' })).toBeNull();
    expect(kith.written()).toEqual([]);
  });

  it('switches a network off, and the page shows it as Kith keeps it', async () => {
    const { kith, page } = await open({
      [PUT]: ok(settingsView({ settings: { ...settings, off: ['github'] } })),
    });
    page.find(Toggle, { name: 'github' }).trigger('onChange', false as never);
    await page.waitFor(() => button(page, 'Save'));
    press(page, 'Save');
    await page.waitFor(() => expect(page.maybeFind(Alert, { title: 'Not saved yet' })).toBeNull());
    expect(saved(kith)).toEqual([{ ...settings, off: ['github'] }]);
    expect(page.find(Toggle, { name: 'github' }).props.checked).toBe(false);
  });

  it('tells why a network is or is not asked', async () => {
    const { page } = await open();
    expect(wordsOf(page)).toContain('Needs a token of your own.');
  });

  it('maps a fact into a field that people may write, never into one of Kith or a read-only one', async () => {
    const { kith, page } = await open({ [PUT]: ok(settingsView()) });
    expect(selected(page, 'field').props.options.map(({ value }) => value)).toEqual(['company', 'city']);
    choose(page, 'fact', 'place');
    choose(page, 'network', 'github');
    choose(page, 'field', 'city');
    choose(page, 'mode', 'fill blank');
    await page.waitFor(() => expect(button(page, 'Map it').props.disabled).toBe(false));
    press(page, 'Map it');
    await page.waitFor(() => button(page, 'Save'));
    press(page, 'Save');
    await expect.poll(() => kith.written()).toHaveLength(1);
    expect(saved(kith)).toMatchObject([
      {
        mappings: [
          ...settings.mappings,
          { fact: 'place', network: 'github', field: 'city', mode: 'fill blank' },
        ],
      },
    ]);
  });

  it('begins a mapping with a suggestion, which overwrites nothing', async () => {
    const { page } = await open();
    expect(selected(page, 'mode').props.value).toBe('suggest');
    expect(button(page, 'Map it').props.disabled).toBe(true);
  });

  it('changes how a mapped field is written, and removes it', async () => {
    const { kith, page } = await open({ [PUT]: ok(settingsView()) });
    choose(page, 'mode-jobtitle', 'overwrite');
    await page.waitFor(() => expect(selected(page, 'mode-jobtitle').props.value).toBe('overwrite'));
    press(page, 'Remove Job title');
    await page.waitFor(() => expect(wordsOf(page)).toContain('Nothing is mapped.'));
    press(page, 'Save');
    await expect.poll(() => saved(kith)).toMatchObject([{ mappings: [] }]);
  });

  it.each([
    ['callsPerDay', 99, 'Calls a day: a whole number from 100 to 1,000,000.'],
    ['callsPerDay', Number.NaN, 'Calls a day: a whole number'],
    ['graceDays', 91, 'Days until everything is purged: a whole number from 0 to 90.'],
  ])('of %s to %d is not saved but explained', async (name, value, says) => {
    const { page } = await open();
    page.find(NumberInput, { name }).trigger('onChange', value as never);
    await page.waitFor(() => expect(wordsOf(page)).toContain(says));
    expect(button(page, 'Save').props.disabled).toBe(true);
  });

  it('keeps basis and days of grace', async () => {
    const { kith, page } = await open({ [PUT]: ok(settingsView()) });
    page.find(ToggleGroup, { name: 'basis' }).trigger('onChange', 'consent' as never);
    await page.waitFor(() => button(page, 'Save'));
    page.find(NumberInput, { name: 'graceDays' }).trigger('onChange', 7 as never);
    await page.waitFor(() => expect(page.find(NumberInput, { name: 'graceDays' }).props.value).toBe(7));
    press(page, 'Save');
    await expect.poll(() => saved(kith)).toEqual([{ ...settings, basis: 'consent', graceDays: 7 }]);
  });

  it('is shown as Kith keeps it, even where that is not what was sent', async () => {
    const { page } = await open({ [PUT]: ok(settingsView({ settings: { ...settings, graceDays: 14 } })) });
    page.find(NumberInput, { name: 'graceDays' }).trigger('onChange', 7 as never);
    await page.waitFor(() => button(page, 'Save'));
    press(page, 'Save');
    await page.waitFor(() => expect(page.find(NumberInput, { name: 'graceDays' }).props.value).toBe(14));
    expect(page.maybeFind(Alert, { title: 'Not saved yet' })).toBeNull();
  });

  it('that Kith refuses stays on the page with what Kith says', async () => {
    const says = '“Job title” can only be read. Choose a field that can be written.';
    const { page } = await open({ [PUT]: refused(400, says) });
    page.find(NumberInput, { name: 'graceDays' }).trigger('onChange', 7 as never);
    await page.waitFor(() => button(page, 'Save'));
    press(page, 'Save');
    await page.waitFor(() => expect(wordsOf(page)).toContain(says));
    expect(page.find(NumberInput, { name: 'graceDays' }).props.value).toBe(7);
  });
});

describe('how Kith is doing', () => {
  it('is shown as calls of today, a forecast in words, contacts and the last trouble', async () => {
    const { page } = await open();
    const words = wordsOf(page);
    expect(page.find(ProgressBar, { title: 'Calls today' }).props.valueDescription).toBe('1,200 of 50,000');
    expect(words).toContain('about 30 calls per 1,000 contacts; 72 for your 2,400 contacts');
    expect(words).toContain('1,800 of 2,400');
    expect(words).toContain('2026-11-26 07:30 UTC');
    expect(words).toContain('GitHub asked us to wait.');
  });

  it('what was found is a picture, by network', async () => {
    const { page } = await open();
    expect(page.find(BarChart).props.data).toEqual([
      { Network: 'Bluesky', Profiles: 310 },
      { Network: 'GitHub', Profiles: 120 },
    ]);
  });

  it('no picture is drawn of nothing', async () => {
    const { page } = await open(
      {},
      settingsView({ found: { linked: 0, suggested: 0, byNetwork: [{ title: 'Bluesky', count: 0 }] } }),
    );
    expect(page.maybeFind(BarChart)).toBeNull();
    expect(wordsOf(page)).toContain('No profile is linked yet.');
  });
});

describe('disconnecting', () => {
  const LEAVE = 'POST /api/v1/uninstall';

  it('is asked twice, and then done as it was chosen', async () => {
    const { kith, page } = await open({
      [LEAVE]: () => ({ status: 202, body: { purgeAt: '2026-12-26T09:00:00.000Z' } }),
    });
    expect(page.find(Checkbox, { name: 'restore' }).props.checked).toBe(true);
    page.find(Checkbox, { name: 'keepFields' }).trigger('onChange', true as never);
    await page.waitFor(() => expect(page.find(Checkbox, { name: 'keepFields' }).props.checked).toBe(true));
    page.find(Checkbox, { name: 'restore' }).trigger('onChange', false as never);
    press(page, 'Disconnect …');
    await page.waitFor(() => expect(wordsOf(page)).toContain('Its fields stay. Kith stops at once.'));
    expect(kith.written()).toEqual([]);
    press(page, 'Yes, disconnect Kith');
    await page.waitFor(() => expect(wordsOf(page)).toContain('Kith is being disconnected'));
    const body = { keepFields: true, restore: false };
    expect(kith.written()).toMatchObject([{ path: '/api/v1/uninstall', body }]);
    expect(wordsOf(page)).toContain('purged on 2026-12-26');
  });

  it('can be stepped back from', async () => {
    const { kith, page } = await open();
    press(page, 'Disconnect …');
    await page.waitFor(() => button(page, 'Stay'));
    press(page, 'Stay');
    await page.waitFor(() => button(page, 'Disconnect …'));
    expect(kith.written()).toEqual([]);
  });

  it('says so when it did not happen', async () => {
    const { page } = await open({ [LEAVE]: unreachable });
    press(page, 'Disconnect …');
    await page.waitFor(() => button(page, 'Yes, disconnect Kith'));
    press(page, 'Yes, disconnect Kith');
    await page.waitFor(() => expect(wordsOf(page)).toContain('Nothing was changed.'));
  });
});
