import { describe, expect, it } from 'vitest';
import { AT, contact, profile } from '../../../tests/support/people.ts';
import type { Link } from '../identity/link.ts';
import { PostId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import type { ReadPost } from './facts.ts';
import { CustomerRecord } from './record.ts';
import { viewOf } from './view.ts';

const bluesky = profile('bluesky', 'did:plc:abc', { handle: 'quist.example' });
const mastodon = profile('mastodon', 'https://social.example/users/ada', { handle: 'ada' });
const SAID = 'The new export finally works and saved our team about two hours every single week';

const link = ({ network, id, url }: Profile): Link => ({
  contact: contact().id,
  network,
  profile: id,
  status: 'confirmed',
  probability: 0.999,
  evidence: [{ tier: 'verified', field: 'website', says: 'Both sides link.', url }],
  decidedBy: 'a rep',
  model: 'test',
});

let ids = 0;
const post = (by: Profile, text: string, daysAgo = 0): ReadPost => ({
  network: by.network,
  id: PostId.parse(`post ${ids++}`),
  profile: by.id,
  url: `${by.url}/${ids}`,
  kind: 'post',
  text,
  publishedAt: new Date(AT.getTime() - daysAgo * 86_400_000),
  conversation: PostId.parse('1'),
  counts: {},
  provenance: by.provenance,
});

function shown(...posts: readonly ReadPost[]) {
  const profiles = [bluesky, mastodon];
  const facts = { contact: contact(), sample: false, links: profiles.map(link), profiles, posts };
  const titles = new Map([
    ['bluesky', 'Bluesky'],
    ['mastodon', 'Mastodon'],
  ]);
  const view = viewOf({ ...facts, asked: [], jobs: [] }, { titles, now: AT });
  return CustomerRecord.parse(view).conversations.map(({ networkTitle, alsoOn = [] }) => [
    networkTitle,
    ...alsoOn.map((one) => one.networkTitle),
  ]);
}

describe('what a person says on two networks', () => {
  it('is shown once, with where else it was said', () => {
    const copy = post(mastodon, `${SAID} https://quist.example/export`, 1);
    expect(shown(post(bluesky, SAID), copy)).toEqual([['Bluesky', 'Mastodon']]);
  });

  it('is shown twice when it was said again weeks later', () => {
    expect(shown(post(bluesky, SAID), post(mastodon, SAID, 8))).toEqual([['Bluesky'], ['Mastodon']]);
  });

  it('is not taken for the same because it is of the same matter', () => {
    const other = 'Since the last release the export runs for two hours and then fails';
    expect(shown(post(bluesky, SAID), post(mastodon, other))).toEqual([['Bluesky'], ['Mastodon']]);
  });
});

it('never hides a post of one network behind one like it of the same network', () => {
  const second = 'Release 2.2 of our export is out, have a look at the notes';
  const first = second.replace('2.2', '2.1');
  expect(shown(post(bluesky, second), post(bluesky, first, 1))).toEqual([['Bluesky'], ['Bluesky']]);
  const copies = [post(mastodon, second), post(mastodon, first, 1)];
  expect(shown(post(bluesky, second), post(bluesky, first, 1), ...copies)).toEqual([
    ['Bluesky', 'Mastodon'],
    ['Bluesky', 'Mastodon'],
  ]);
});
