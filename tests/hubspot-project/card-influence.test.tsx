import { Alert, Link, LoadingSpinner } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KnownInfluence } from '../../src/core/influence/influence.ts';
import { RECORD, ok, openCard, playKith, wordsOn } from './bed.tsx';
import { bluesky, record } from './samples.ts';

afterEach(() => vi.unstubAllGlobals());

const known: KnownInfluence = {
  known: true,
  ...{ percentile: 97, interval: [91, 99], among: 412 },
  because: [{ part: 'reach', says: '12,000 followers: more than 97 % of the 412 known', percentile: 97 }],
};

async function shown(told: Partial<KnownInfluence>, engagers?: { name: string; url: string }[]) {
  const profile = { ...bluesky, influence: { ...known, ...told }, ...(engagers && { engagers }) };
  playKith({ [`GET ${RECORD}`]: ok(record({ profiles: [profile] })) });
  const card = openCard('compact');
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  return { card, words: wordsOn(card.getRootNode()) };
}

describe('the influence of somebody', () => {
  it('is said for each of the account’s topics, with its interval and what it rests on', async () => {
    const topics: KnownInfluence['topics'] = [
      {
        name: 'Looms',
        ...{ percentile: 62, interval: [44, 81] },
        because: [{ part: 'relevance', says: '31 % of what they say is about it', percentile: 62 }],
      },
      { name: 'Wool', percentile: 21, interval: [3, 40], because: [] },
    ];
    const { words } = await shown({ topics });
    expect(words).toContain('On Looms: ');
    expect(words).toContain('62nd percentile, between the 44th and the 81st. 31 % of what they say');
    expect(words.indexOf('On Wool')).toBeGreaterThan(words.indexOf('On Looms'));
  });

  it('comes with what to be careful of before the reasons, and with no such words where nothing is unusual', async () => {
    const warning = '900 accounts that no contact leads to turn to them, far more than is usual';
    const { card, words } = await shown({ warning });
    expect(card.find(Alert).props.variant).toBe('warning');
    expect(words.indexOf(warning)).toBeLessThan(words.indexOf('12,000 followers'));
    expect((await shown({})).words).not.toContain('With care');
  });

  it('names who gives the attention, each with a way to them, and opens no address that is none', async () => {
    const { card, words } = await shown({}, [
      { name: 'Tom Berg', url: 'https://bsky.app/profile/tom' },
      { name: 'Trap', url: 'javascript:alert(1)' },
    ]);
    expect(words).toContain('Most attention from Tom Berg , Trap');
    const hrefs = card.findAll(Link).map(({ props }) => props.href);
    expect(hrefs).toContainEqual({ url: 'https://bsky.app/profile/tom', external: true });
    expect(JSON.stringify(hrefs)).not.toContain('javascript');
  });
});
