import { Link, LoadingSpinner } from '@hubspot/ui-extensions';
import { afterEach, expect, it, vi } from 'vitest';
import type { RecordAnswer } from '../../src/http/shapes.ts';
import { RECORD, ok, openCard, playKith, wordsOn } from './bed.tsx';
import { record } from './samples.ts';

afterEach(() => vi.unstubAllGlobals());

async function shown(told: Partial<RecordAnswer>) {
  playKith({ [`GET ${RECORD}`]: ok(record(told)) });
  const card = openCard('compact');
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  return { words: wordsOn(card.getRootNode()), links: card.findAll(Link).map(({ props }) => props.href) };
}

const deal = {
  title: 'Label printers',
  worth: 'EUR 18,500',
  url: 'https://app.hubspot.com/contacts/1/record/0-3/9',
};
const reaches = {
  says: 'What Ada Quist says reaches 2 contacts at 1 account: Grace Hopper and Tom Berg.',
  people: [
    { name: 'Grace Hopper', account: 'Navy', deals: [deal] },
    { name: 'Tom Berg', deals: [] },
  ],
  url: 'https://kith.example/contacts/1',
};

it('the card says whom they reach, with open deals inside HubSpot and the picture in Kith', async () => {
  const { words, links } = await shown({ reaches });
  for (const said of [reaches.says, 'Grace Hopper, Navy', 'Label printers, EUR 18,500', 'Tom Berg']) {
    expect(words).toContain(said);
  }
  expect(links).toContain(deal.url);
  expect(links).toContainEqual({ url: reaches.url, external: true });
});

it('the card says nothing of it where nobody is known to be reached, and follows no address that is none', async () => {
  expect((await shown({})).words).not.toContain('Whom they reach');
  const evil = 'javascript:alert(1)';
  const people = [{ name: 'Grace Hopper', deals: [{ title: 'Trap', url: evil }] }];
  const { words, links } = await shown({ reaches: { ...reaches, people, url: evil } });
  expect(words).toContain('Trap');
  expect(JSON.stringify(links)).not.toContain('javascript');
});
