import { describe, expect, it } from 'vitest';
import { contact, profile } from '../../../tests/support/people.ts';
import type { Link } from '../identity/link.ts';
import type { Profile } from '../profile.ts';
import { spikeSignals } from './spike-signals.ts';
import type { Spike } from './spike.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const live = (id: string, more: Partial<Profile> = {}) => {
  const one = profile('bluesky', id, { handle: id, ...more });
  const link: Link = {
    ...{ contact: contact().id, network: one.network, profile: one.id, status: 'auto', probability: 1 },
    ...{ evidence: [], decidedBy: 'Kith', model: 'test' },
  };
  return { link, profile: one };
};
const spike = (by: string, hoursAgo: number): Spike => {
  const { network, id } = live(by).profile;
  return {
    ...{ network, id, url: `https://bsky.example/${by}`, about: 'Us', level: 'crisis', measure: 'authors' },
    at: new Date(NOW.getTime() - hoursAgo * 3_600_000),
    ...{ hours: 4, observed: 44, expected: 9.3 },
  };
};
const seen = (spikes: readonly Spike[], people = [live('a'), live('b')]) =>
  spikeSignals(spikes, people, { titles: new Map([['bluesky', 'Bluesky']]), now: NOW });

describe('a surge that somebody is behind', () => {
  it('is said in two sentences: what is unusual, and how seldom', () => {
    expect(seen([spike('a', 1)])).toEqual([
      {
        ...{ kind: 'spike', network: 'bluesky', profile: 'a', since: '2026-05-10T11:00:00.000Z' },
        says:
          'On Bluesky they are among those behind a surge about “Us”: 44 people in 4 hours, where 9.3 are usual. ' +
          'When nothing happens, as much as this comes once a quarter.',
        ...{ url: 'https://bsky.example/a', status: 'open' },
      },
    ]);
  });

  it('is the newest of each profile, and no older than a week', () => {
    const signals = seen([spike('a', 1), spike('b', 2), spike('a', 3), spike('c', 1)]);
    expect(signals.map(({ profile }) => profile)).toEqual(['a', 'b']);
    expect(seen([spike('a', 24 * 7), spike('b', 24 * 7 + 1)]).map(({ profile }) => profile)).toEqual(['a']);
  });

  it.each([
    ['asked not to be shown', { reserved: true }],
    ['fell silent', { standing: 'suspended' as const }],
    ['declined to be found', { declines: ['search' as const] }],
    ['declined to be suggested', { declines: ['suggestion' as const] }],
  ])('points at nobody who %s', (_what, more) => {
    expect(seen([spike('a', 1)], [live('a', more)])).toEqual([]);
  });
});
