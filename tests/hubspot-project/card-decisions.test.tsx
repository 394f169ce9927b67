import { Button } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RecordAnswer } from '../../src/http/shapes.ts';
import { alerts, button, cardOf, press, wordsOf } from './at-the-card.ts';
import { RECORD, never, ok, refused, unreachable } from './bed.tsx';
import { bluesky, github, record } from './samples.ts';

afterEach(() => vi.unstubAllGlobals());

const READ = `GET ${RECORD}`;
const verdictOn = (profile: string) => `${RECORD}/links/${profile}/verdict`;
const GITHUB = verdictOn('github/1815');
const reaches = { says: 'What Ada Quist says reaches 1 contact.', people: [{ name: 'Tom Berg', deals: [] }] };

describe('a link', () => {
  const after = record({
    profiles: [{ ...github, link: { ...github.link, status: 'confirmed', decidedBy: 'ada@quist.example' } }],
    suggestions: [],
    acts: [{ act: 'undo', network: 'github', profile: github.id, label: 'Undo' }],
  });

  it('is confirmed by one press, and the card shows the record as it is then', async () => {
    const { kith, card } = await cardOf({ [`POST ${GITHUB}`]: ok(after) });
    press(card, 'Confirm');
    await card.waitFor(() => button(card, 'Undo'));
    expect(kith.written()).toMatchObject([{ path: `${GITHUB}?with=around`, body: { says: 'confirmed' } }]);
    expect(alerts(card)).toEqual(['ada-q is confirmed.']);
    expect(wordsOf(card)).toContain('Forty looms');
  });

  it('takes with it what rested on it: nothing of the record before stays', async () => {
    const before = record({ keyphrases: [{ phrase: 'slow looms', posts: 3 }], reaches });
    const { card } = await cardOf({ [`POST ${GITHUB}`]: ok(after) }, before);
    for (const said of ['slow looms', reaches.says]) expect(wordsOf(card)).toContain(said);
    press(card, 'Confirm');
    await card.waitFor(() => button(card, 'Undo'));
    for (const said of ['slow looms', reaches.says]) expect(wordsOf(card)).not.toContain(said);
  });

  it.each([
    ['Not them', 'rejected', 1, GITHUB],
    ['Not them', 'rejected', 0, verdictOn('bluesky/did%3Aplc%3Aada')],
  ])('%s says “%s” about the profile it stands on', async (label, says, which, path) => {
    const { kith, card } = await cardOf({ [`POST ${path}`]: ok(record()) });
    const notThem = card.findAll(Button, (one) => one.text === label);
    // The suggestion stands above the profiles.
    notThem[1 - which]?.trigger('onClick');
    await expect.poll(() => kith.written()).toHaveLength(1);
    expect(kith.written()).toMatchObject([{ path: `${path}?with=around`, body: { says } }]);
  });

  it('is set back by undo', async () => {
    const { kith, card } = await cardOf({ [`POST ${GITHUB}`]: ok(record()) }, after);
    press(card, 'Undo');
    await card.waitFor(() => button(card, 'Confirm'));
    expect(kith.written()).toMatchObject([{ path: `${GITHUB}?with=around`, body: { says: 'withdrawn' } }]);
  });

  it('is decided once however often it is pressed', async () => {
    const { kith, card } = await cardOf({ [`POST ${GITHUB}`]: never });
    const confirm = button(card, 'Confirm');
    confirm.trigger('onClick');
    confirm.trigger('onClick');
    await card.waitFor(() => expect(button(card, 'Confirm').props.disabled).toBe(true));
    expect(kith.written()).toHaveLength(1);
  });

  it('stays as it was when Kith cannot be reached, says so, and can be tried again', async () => {
    const { kith, card } = await cardOf({ [`POST ${GITHUB}`]: unreachable });
    press(card, 'Confirm');
    await card.waitFor(() => expect(wordsOf(card)).toContain('Nothing was changed. Kith cannot be reached.'));
    expect(alerts(card)).toEqual([]);
    kith.now({ [`POST ${GITHUB}`]: ok(after) });
    press(card, 'Confirm');
    await card.waitFor(() => button(card, 'Undo'));
    expect(wordsOf(card)).not.toContain('Nothing was changed');
  });

  it('shows what Kith says against it', async () => {
    const { card } = await cardOf({
      [`POST ${GITHUB}`]: refused(404, 'There is no such link to decide about.'),
    });
    press(card, 'Confirm');
    await card.waitFor(() => expect(wordsOf(card)).toContain('There is no such link to decide about.'));
  });

  it('is told apart from another on the same network', async () => {
    const twin = { ...github, id: '1816', handle: 'ada-quist' };
    const confirm = (id: string) =>
      ({ act: 'confirm', network: 'github', profile: id, label: 'Confirm' }) as const;
    const path = verdictOn('github/1816');
    const { kith, card } = await cardOf(
      { [`POST ${path}`]: ok(record()) },
      record({ suggestions: [github, twin], acts: [confirm('1815'), confirm('1816')] }),
    );
    const buttons = card.findAll(Button, (one) => one.text === 'Confirm');
    expect(buttons).toHaveLength(2);
    buttons[1]?.trigger('onClick');
    await expect
      .poll(() => kith.written())
      .toMatchObject([{ path: `${path}?with=around`, body: { says: 'confirmed' } }]);
  });

  it('offers only what the record allows', async () => {
    const { card } = await cardOf({}, record({ acts: [] }));
    expect(card.findAll(Button, (one) => one.text === 'Confirm' || one.text === 'Not them')).toEqual([]);
  });
});

describe('a field of HubSpot that an administrator mapped', () => {
  const source = { name: 'Bluesky', url: bluesky.url };
  const mapped: RecordAnswer['fields'][number] = {
    ...{ field: 'jobtitle', label: 'Job title', fact: 'title', mode: 'suggest', value: 'Programmer', source },
    ...{ standing: 'suggested', says: 'Kith found this. Should it be written into the CRM?' },
  };
  const written: typeof mapped = {
    ...mapped,
    standing: 'written',
    says: 'Written by Kith.',
    undo: { to: 'Weaver' },
  };
  const ANSWER = `${RECORD}/suggestions/jobtitle`;
  const UNDO = `${RECORD}/fields/jobtitle/undo`;

  it.each([
    ['Write it into Job title', true],
    ['Leave Job title', false],
  ])('is decided by “%s”, and the card shows what came of it', async (label, accept) => {
    const { kith, card } = await cardOf(
      { [`POST ${ANSWER}`]: () => ({ status: 202 }) },
      record({ fields: [mapped] }),
    );
    expect(wordsOf(card)).toContain('For your fields: 1 to decide');
    expect(wordsOf(card)).toMatch(/Job title: Programmer Source: Bluesky/);
    kith.now({ [READ]: ok(record({ fields: [{ ...written, says: 'It is decided.' }] })) });
    press(card, label);
    await card.waitFor(() => expect(wordsOf(card)).toContain('It is decided.'));
    expect(kith.written()).toMatchObject([{ path: ANSWER, body: { accept } }]);
    expect(card.findAll(Button, (one) => one.text === label)).toEqual([]);
  });

  it.each([
    ['put back', 'Job title: What stood there before is there again.'],
    ['changed since', 'Job title: Nothing was put back: somebody changed it since.'],
  ])('gets back what stood there before: %s', async (outcome, told) => {
    const { kith, card } = await cardOf({ [`POST ${UNDO}`]: ok({ outcome }) }, record({ fields: [written] }));
    press(card, 'Put back “Weaver”');
    await expect.poll(() => alerts(card)).toEqual([told]);
    expect(kith.written()).toMatchObject([{ path: UNDO }]);
  });

  it('is emptied again where nothing stood there', async () => {
    const { card } = await cardOf({}, record({ fields: [{ ...written, undo: { to: null } }] }));
    expect(button(card, 'Empty Job title again').props.disabled).toBe(false);
  });

  it('stays as it is when Kith cannot be reached', async () => {
    const { card } = await cardOf({ [`POST ${UNDO}`]: unreachable }, record({ fields: [written] }));
    press(card, 'Put back “Weaver”');
    await card.waitFor(() => expect(wordsOf(card)).toContain('Nothing was changed. Kith cannot be reached.'));
  });
});
