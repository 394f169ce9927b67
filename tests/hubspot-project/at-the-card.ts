import { Button, LoadingSpinner } from '@hubspot/ui-extensions';
import { expect } from 'vitest';
import type { RecordAnswer } from '../../src/http/shapes.ts';
import { RECORD, ok, openCard, playKith, wordsOn } from './bed.tsx';
import { record } from './samples.ts';

export type Card = ReturnType<typeof openCard>;
export type Answers = Parameters<typeof playKith>[0];

/** The card beside a record once it was read, before Kith with these answers to what is pressed on it. */
export async function cardOf(answers: Answers, answer: RecordAnswer = record()) {
  const kith = playKith({ [`GET ${RECORD}`]: ok(answer), ...answers });
  const card = openCard('compact');
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  return { kith, card };
}

export const button = (card: Card, text: string) => card.find(Button, (one) => one.text === text);
export const press = (card: Card, text: string) => button(card, text).trigger('onClick');
export const wordsOf = (card: Card) => wordsOn(card.getRootNode());

/** What HubSpot was asked to tell the person. */
export const alerts = (card: Card) => card.mocks.actions.addAlert.calls.map(([alert]) => alert.message);
