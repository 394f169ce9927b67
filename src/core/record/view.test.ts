import { describe, expect, it } from 'vitest';
import { AT, contact, profile } from '../../../tests/support/people.ts';
import { readPost } from '../conversation/read-post.ts';
import type { Link } from '../identity/link.ts';
import { PostId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import type { ReadPost, RecordFacts } from './facts.ts';
import { difference } from './patch.ts';
import { CustomerRecord } from './record.ts';
import { viewOf } from './view.ts';
import { wantedOf } from './wanted.ts';

const now = new Date(AT.getTime() + 3 * 86_400_000);
const titles = new Map([
  ['bluesky', 'Bluesky'],
  ['github', 'GitHub'],
]);
const bluesky = profile('bluesky', 'did:plc:abc', {
  handle: 'quist.example',
  name: 'Ada Quist',
  bio: 'VP Sales at\n Northwind',
  counts: { followers: 1815 },
});

const link = (one: Profile, told: Partial<Link> = {}): Link => ({
  contact: contact().id,
  network: one.network,
  profile: one.id,
  status: 'auto',
  probability: 0.999,
  evidence: [{ tier: 'verified', field: 'website', says: 'Both sides link.', url: one.url }],
  decidedBy: 'Kith',
  model: 'test',
  ...told,
});

const post = (one: Profile, text: string, told: Partial<ReadPost> = {}): ReadPost => ({
  network: one.network,
  id: PostId.parse(`at://${text.slice(0, 5)}`),
  profile: one.id,
  url: `${one.url}/post/1`,
  kind: 'post',
  text,
  publishedAt: AT,
  conversation: PostId.parse('at://1'),
  counts: {},
  provenance: one.provenance,
  reading: readPost(text),
  ...told,
});

const facts = (told: Partial<RecordFacts> = {}): RecordFacts => ({
  contact: contact(),
  sample: false,
  links: [link(bluesky)],
  profiles: [bluesky],
  posts: [post(bluesky, 'I love how fast this new release is')],
  asked: [],
  jobs: [],
  ...told,
});
const view = (told?: Partial<RecordFacts>) => CustomerRecord.parse(viewOf(facts(told), { titles, now }));

describe('the record', () => {
  it('begins with three sentences, each with its source', () => {
    const { headlines } = view();
    expect(headlines.map((one) => one.text)).toEqual([
      'Ada Quist is on Bluesky: “VP Sales at Northwind”',
      '1,815 follow them on Bluesky; too few profiles are known there to compare.',
      '3 days ago on Bluesky, in a positive tone: “I love how fast this new release is”',
    ]);
    expect(headlines.every((one) => one.sources.length > 0)).toBe(true);
  });

  it('names four networks at most, and counts the others', () => {
    const on = (n: number) => {
      const profiles = [...'abcdefghijklmn'].slice(0, n).map((one) => profile(one, 'ada'));
      return viewOf(facts({ profiles, links: profiles.map((one) => link(one)) }), { titles, now })
        .headlines[0];
    };
    expect(on(5)?.text).toBe('Ada Quist is on a, b, c, d and e');
    expect(on(14)?.text).toBe('Ada Quist is on a, b, c, d and 10 more');
  });

  it('does not leave a reach that may be bought without a word of care', () => {
    const because = [{ part: 'reach' as const, says: '12,000 followers', percentile: 97 }];
    const known = {
      known: true as const,
      percentile: 97,
      interval: [91, 99] as [number, number],
      among: 412,
    };
    const moves = (told: object) =>
      view({ profiles: [{ ...bluesky, influence: { ...known, because, ...told } }] }).headlines[1]?.text;
    expect(moves({})).toBe('On Bluesky: 12,000 followers.');
    expect(moves({ warning: '900 accounts that no contact leads to turn to them' })).toBe(
      'On Bluesky: 12,000 followers. With care: far more attention than usual comes from unknown accounts.',
    );
  });

  it('says nothing where nothing is known', () => {
    const empty = view({ links: [], profiles: [], posts: [] });
    expect(empty).toMatchObject({
      headlines: [],
      profiles: [],
      suggestions: [],
      refused: [],
      conversations: [],
    });
  });

  it('shows the refused namesake with the reason, and leaves out whoever only stood in the way', () => {
    const namesake = profile('github', '1', { name: 'Ada Quist', employer: 'Contoso' });
    const stranger = profile('github', '2', { name: 'Bo Ruiz' });
    const differs = { tier: 'differs', field: 'employer', says: 'The profile works at Contoso.' } as const;
    const agrees = { tier: 'agrees', field: 'name', says: 'Both say Ada Quist.' } as const;
    const { refused } = view({
      profiles: [bluesky, namesake, stranger],
      links: [
        link(namesake, { status: 'rejected', evidence: [agrees, differs] }),
        link(stranger, { status: 'rejected', evidence: [differs] }),
      ],
    });
    expect(refused).toHaveLength(1);
    expect(refused[0]?.link.because).toBe('The profile works at Contoso.');
  });

  it('offers what the viewer may do next', () => {
    const acts = (status: Link['status'], decidedBy = 'Kith') =>
      view({ links: [link(bluesky, { status, decidedBy })] }).acts.map((one) => one.act);
    expect(acts('auto')).toEqual(['not them', 'refresh']);
    expect(acts('suggested')).toEqual(['confirm', 'not them', 'refresh']);
    expect(acts('rejected', 'Rosa')).toEqual(['undo', 'refresh']);
  });

  it('tells in one line that a network was in trouble, and shows the rest', () => {
    const asked = [
      { network: bluesky.network, at: AT, outcome: 'trouble' as const, says: 'is not answering' },
    ];
    const record = view({ asked });
    expect(record.freshness[0]?.trouble).toBe('Bluesky is not answering; the rest is shown.');
    expect(record.profiles).toHaveLength(1);
  });

  it.each([
    ['asked not to be shown', { reserved: true }],
    ['deleted their account', { standing: 'deleted' }],
    ['deactivated it', { standing: 'deactivated' }],
  ] as const)('does not quote people who %s', (_, told) => {
    const record = view({ profiles: [{ ...bluesky, ...told }] });
    expect(record.conversations).toEqual([]);
    expect(record.headlines.map((one) => one.about)).not.toContain('what they said');
  });
});

describe('somebody else’s words', () => {
  const shared = post(bluesky, 'What a horrible, broken, useless product', { kind: 'share' });
  const own = post(bluesky, 'I love how fast this new release is', { url: 'https://bsky.example/own' });

  it('are not given as theirs', () => {
    const said = view({ posts: [shared, own] }).headlines.find(({ about }) => about === 'what they said');
    expect(said?.text).toContain('I love how fast');
    expect(view({ posts: [shared] }).headlines.map(({ about }) => about)).not.toContain('what they said');
  });

  it('are nothing that they keep coming back to', () => {
    const texts = ['Two harbour robots sailed today', 'Why do harbour robots need a better radar?'];
    const said = (kind: 'post' | 'share') =>
      view({ posts: texts.map((text) => post(bluesky, text, { kind })) });
    expect(said('post').keyphrases).toEqual([{ phrase: 'harbour robots', posts: 2 }]);
    expect(said('share').keyphrases).toBeUndefined();
  });

  it('do not set the tone in the CRM', () => {
    const both = wantedOf(view({ posts: [shared, own] }));
    expect(both).toMatchObject({ lastTone: 'positive', lastPost: 'https://bsky.example/own' });
    expect(wantedOf(view({ posts: [shared] }))).toMatchObject({
      lastTone: null,
      lastPost: null,
      lastPostAt: null,
    });
  });
});

it('does not introduce people by an account that is gone', () => {
  const record = view({ profiles: [{ ...bluesky, standing: 'deleted' }] });
  expect(record.profiles).toHaveLength(1);
  expect(record.headlines).toEqual([]);
  expect(wantedOf(record)).toMatchObject({ profileCount: 1, headline: null });
});

describe('what the CRM is to show', () => {
  it('is a patch the first time and none the second', () => {
    const wanted = wantedOf(view());
    const patch = difference(contact().id, wanted, {});
    expect(patch?.fields).toMatchObject({
      profileCount: 1,
      lastTone: 'positive',
      headline: 'VP Sales at Northwind',
    });
    expect(difference(contact().id, wanted, { ...patch?.fields })).toBeUndefined();
  });

  it('does not change with the time of day', () => {
    const later = viewOf(facts(), { titles, now: new Date(now.getTime() + 40 * 86_400_000) });
    expect(wantedOf(later)).toEqual(wantedOf(view()));
  });

  it('is only what changed', () => {
    const before = wantedOf(view());
    const after = wantedOf(view({ posts: [] }));
    expect(Object.keys(difference(contact().id, after, before)?.fields ?? {}).toSorted()).toEqual([
      'lastPost',
      'lastPostAt',
      'lastTone',
    ]);
  });

  it('empties the fields when nobody is linked any more', () => {
    const fields = wantedOf(view({ links: [], posts: [] }));
    expect(fields).toMatchObject({ profiles: null, profileCount: 0, headline: null, lastPost: null });
  });
});
