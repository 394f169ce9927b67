import { DateInput, Form, Input, TextArea } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { alerts, button, cardOf, press, wordsOf } from './at-the-card.ts';
import type { Answers } from './at-the-card.ts';
import { RECORD, ok, refused, unreachable } from './bed.tsx';
import { record } from './samples.ts';

afterEach(() => vi.unstubAllGlobals());

const AT = `${RECORD}/consents/discord`;
const NONE = { network: 'discord', networkTitle: 'Discord', clause: 'Members have to agree.' };
const GIVEN = {
  ...NONE,
  given: { at: '2026-11-20T09:00:00.000Z', by: 'rep@acme.example', says: 'Yes, keep it.', account: 'ada' },
  removes: 'Withdrawing removes one profile.',
};
const { consent } = record();
const of = (...networks: (typeof consent)['networks']) => record({ consent: { ...consent, networks } });
const done = () => ({ status: 204, body: undefined });
const READ = `GET ${RECORD}`;

const missing = (answers: Answers) => cardOf(answers, of(NONE));

describe('the consent that a network’s terms ask for', () => {
  it('is not spoken of where no network asks for any', async () => {
    const { card } = await cardOf({});
    expect(wordsOf(card)).not.toContain('Record a consent');
  });

  it('is said to be missing, with the clause; it is recorded with day, words and account, and read anew', async () => {
    const { kith, card } = await missing({ [`PUT ${AT}`]: done });
    expect(wordsOf(card)).toContain('No consent is recorded. Members have to agree.');
    press(card, 'Record a consent for Discord …');
    card.find(TextArea).trigger('onInput', ' Yes, keep it. ' as never);
    card.find(Input).trigger('onInput', 'ada' as never);
    card.find(DateInput).trigger('onChange', { year: 2026, month: 10, date: 20 } as never);
    kith.now({ [READ]: ok(of(GIVEN)) });
    card.find(Form).trigger('onSubmit');
    await card.waitFor(() => expect(wordsOf(card)).toContain('for the account ada: “Yes, keep it.”'));
    expect(kith.written()).toMatchObject([
      { method: 'PUT', path: AT, body: { says: 'Yes, keep it.', account: 'ada', at: GIVEN.given.at } },
    ]);
    expect(wordsOf(card)).toContain('Recorded by rep@acme.example');
    expect(alerts(card)).toEqual(['The consent for Discord is recorded.']);
  });

  it('is not recorded without words', async () => {
    const { kith, card } = await missing({});
    press(card, 'Record a consent for Discord …');
    card.find(Form).trigger('onSubmit');
    await card.waitFor(() => expect(card.find(TextArea).props.error).toBe(true));
    expect(kith.written()).toEqual([]);
  });

  it('keeps what was typed when Kith refuses it, and says why', async () => {
    const { card } = await missing({ [`PUT ${AT}`]: refused(400, 'That day is still to come.') });
    press(card, 'Record a consent for Discord …');
    card.find(TextArea).trigger('onInput', 'Yes.' as never);
    card.find(Form).trigger('onSubmit');
    await card.waitFor(() => expect(wordsOf(card)).toContain('That day is still to come.'));
    expect(card.find(TextArea).props.value).toBe('Yes.');
  });

  it('is withdrawn only after it was said what goes with it', async () => {
    const { kith, card } = await cardOf({ [`DELETE ${AT}`]: done }, of(GIVEN));
    press(card, 'Withdraw the consent for Discord …');
    await card.waitFor(() => expect(wordsOf(card)).toContain('Withdrawing removes one profile.'));
    expect(kith.written()).toEqual([]);
    kith.now({ [READ]: ok(of(NONE)) });
    press(card, 'Withdraw');
    await card.waitFor(() => button(card, 'Record a consent for Discord …'));
    expect(kith.written()).toMatchObject([{ method: 'DELETE', path: AT }]);
  });

  it('that is gone already was withdrawn all the same; one that could not be reached was not', async () => {
    const { kith, card } = await cardOf({ [`DELETE ${AT}`]: unreachable }, of(GIVEN));
    press(card, 'Withdraw the consent for Discord …');
    await card.waitFor(() => button(card, 'Withdraw'));
    press(card, 'Withdraw');
    await card.waitFor(() => expect(wordsOf(card)).toContain('Kith cannot be reached'));
    expect(alerts(card)).toEqual([]);
    kith.now({ [`DELETE ${AT}`]: refused(404, 'None is recorded.') });
    press(card, 'Withdraw');
    await expect.poll(() => alerts(card)).toEqual(['The consent for Discord is withdrawn.']);
  });
});
