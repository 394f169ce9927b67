import { Button, LoadingSpinner } from '@hubspot/ui-extensions';
import { afterEach, expect, it, vi } from 'vitest';
import type { RecordAnswer } from '../../src/http/shapes.ts';
import { LEFT_OUT } from '../support/left-out.ts';
import { leftOutBy } from '../support/says-all.ts';
import { RECORD, ok, openCard, playKith } from './bed.tsx';

afterEach(() => vi.unstubAllGlobals());

/** What is opened by a press. */
const OPENS = /^(Create a task or ticket|Withdraw the consent)/;

/** Everything that stands in the tab, and where it leads. */
async function shown(record: RecordAnswer): Promise<string> {
  playKith({ [`GET ${RECORD}`]: ok(record) });
  const card = openCard('full');
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  for (const one of card.findAll(Button, ({ text }) => OPENS.test(text ?? ''))) one.trigger('onClick');
  return card.getRootNode().toString();
}

it('the card says all that the record says, but for what it leaves out for a reason', async () => {
  expect((await leftOutBy(shown)).toSorted()).toEqual(Object.keys(LEFT_OUT.hubspot).toSorted());
});
