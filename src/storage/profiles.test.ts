import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { WantedListening } from '../core/listening/rule.ts';
import { ContactId, installationOf, NetworkId, PostId } from '../core/ids.ts';
import type { Workspace } from '../ports/store.ts';
import {
  acme,
  aContact,
  aLink,
  aPost,
  aProfile,
  at,
  aVerdict,
  bluesky,
  keyOfBluesky,
  other,
} from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const id = (text: string) => ContactId.parse(text);
const postId = (text: string) => PostId.parse(text);
const inside = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(acme, work);

describe('profiles', () => {
  it('come back as they were kept, and only for their installation', async () => {
    const full = aProfile('full', {
      name: 'Ada \0',
      bio: 'engines',
      emails: ['a@b.example'],
      domain: 'ada.example',
      since: at(-999),
      states: [{ url: 'https://ada.example', where: 'bio', proven: false }],
      counts: { followers: 3, posts: 9 },
      fetchedAt: at(4),
    });
    await inside((w) => w.profiles.keep([full]));
    expect(await inside((w) => w.profiles.find(keyOfBluesky('full')))).toEqual({ ...full, name: 'Ada ' });
    expect(await db.store.inside(other, (w) => w.profiles.find(keyOfBluesky('full')))).toBeUndefined();
  });

  it('are replaced by newer ones only, and remember their handles', async () => {
    const as = (handle: string, seconds: number) => aProfile('mover', { handle, fetchedAt: at(seconds) });
    await inside((w) => w.profiles.keep([as('first.example', 0)]));
    await inside((w) => w.profiles.keep([as('first.example', 5)]));
    await inside((w) => w.profiles.keep([as('second.example', 9), as('stale.example', 8)]));
    await inside((w) => w.profiles.keep([as('late.example', 7)]));
    const [profile, handles] = await inside((w) =>
      Promise.all([w.profiles.find(keyOfBluesky('mover')), w.profiles.handles(keyOfBluesky('mover'))]),
    );
    expect(profile?.handle).toBe('second.example');
    expect(handles).toEqual([
      { handle: 'first.example', since: at(0) },
      { handle: 'second.example', since: at(9) },
    ]);
  });

  it('keep their score when they are fetched again', async () => {
    await inside(async (w) => {
      await w.contacts.keep([aContact('scored')]);
      await w.profiles.keep([aProfile('scored')]);
      await w.links.derive(id('scored'), [aLink('scored', 'scored')]);
      await w.profiles.score(keyOfBluesky('scored'), { known: false, says: 'too few are known' });
      await w.profiles.keep([aProfile('scored', { bio: 'new', fetchedAt: at(3) })]);
      expect((await w.record.rows(id('scored')))?.profiles).toMatchObject([
        { bio: 'new', influence: { known: false } },
      ]);
    });
  });

  it('that are gone take their posts, links and handles along', async () => {
    await inside(async (w) => {
      await w.contacts.keep([aContact('g')]);
      await w.profiles.keep([aProfile('gone'), aProfile('here')]);
      await w.posts.keep([aPost('g1', 'gone'), aPost('g2', 'here')]);
      await w.links.derive(id('g'), [aLink('g', 'gone'), aLink('g', 'here')]);
      await w.profiles.remove(keyOfBluesky('gone'));
      expect(await w.profiles.find(keyOfBluesky('gone'))).toBeUndefined();
      expect(await w.posts.of(keyOfBluesky('gone'), 9)).toEqual([]);
      expect(await w.profiles.handles(keyOfBluesky('gone'))).toEqual([]);
      expect((await w.links.of(id('g'))).map((link) => link.profile)).toEqual(['here']);
      expect(await w.posts.of(keyOfBluesky('here'), 9)).toHaveLength(1);
      await w.profiles.remove(keyOfBluesky('never was'));
    });
  });

  it('name the contacts whose links lead to them, refused ones left out', async () => {
    await inside(async (w) => {
      await w.contacts.keep(['c1', 'c2', 'c3'].map((one) => aContact(one)));
      await w.profiles.keep([aProfile('known')]);
      await w.links.derive(id('c2'), [aLink('c2', 'known', { status: 'suggested' })]);
      await w.links.derive(id('c1'), [aLink('c1', 'known')]);
      await w.links.derive(id('c3'), [aLink('c3', 'known', { status: 'rejected' })]);
      expect(await w.profiles.contactsOf(keyOfBluesky('known'))).toEqual(['c1', 'c2']);
    });
  });
});

describe('follower counts', () => {
  it('are those known on one network, ascending', async () => {
    const place = installationOf('hubspot', 'few');
    const counts = [30, 1, undefined, 7].map((followers, n) =>
      aProfile(`f${n}`, { counts: followers === undefined ? {} : { followers } }),
    );
    await db.store.inside(place, async (w) => {
      await w.profiles.keep([
        ...counts,
        aProfile('g', { network: NetworkId.parse('github'), counts: { followers: 9 } }),
      ]);
      expect(await w.profiles.followersOn(bluesky)).toEqual([1, 7, 30]);
      expect(await w.profiles.followersOn(NetworkId.parse('mastodon'))).toEqual([]);
    });
  });

  it('of more than ten thousand are thinned out evenly, so that percentiles hold', async () => {
    const place = installationOf('hubspot', 'many');
    const many = Array.from({ length: 10_001 }, (_, n) => aProfile(`m${n}`, { counts: { followers: n } }));
    await db.store.inside(place, async (w) => {
      await w.profiles.keep(many);
      const counts = await w.profiles.followersOn(bluesky);
      expect(counts.length).toBeLessThanOrEqual(10_000);
      expect(counts.length).toBeGreaterThan(5_000);
      expect(counts[Math.floor(counts.length / 4)]).toBeCloseTo(2_500, -2);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    });
  });
});

describe('links', () => {
  it('are exactly those derived last, and other contacts keep theirs', async () => {
    await inside(async (w) => {
      await w.contacts.keep([aContact('l1'), aContact('l2')]);
      await w.profiles.keep(['p1', 'p2', 'p3'].map((one) => aProfile(one)));
      await w.links.derive(id('l1'), [aLink('l1', 'p1'), aLink('l1', 'p2')]);
      await w.links.derive(id('l2'), [aLink('l2', 'p1')]);
      const evidence = [
        { tier: 'stated', field: 'website', says: 'both name ada.example', bits: 4 } as const,
      ];
      const wanted = [aLink('l1', 'p2', { status: 'suggested', evidence }), aLink('l1', 'p3')];
      await w.links.derive(id('l1'), wanted);
      expect(await w.links.of(id('l1'))).toEqual(wanted);
      await w.links.derive(id('l1'), []);
      expect(await w.links.of(id('l1'))).toEqual([]);
      expect(await w.links.of(id('l2'))).toHaveLength(1);
    });
  });

  it('of one contact are not derived for another', async () => {
    const crossed = inside((w) => w.links.derive(id('l1'), [aLink('l2', 'p1')]));
    await expect(crossed).rejects.toThrow('cannot be derived for l1');
  });

  it('keep every word a person said, in order, whatever is derived', async () => {
    await inside(async (w) => {
      await w.links.decide(aVerdict('l2', 'p1', 'withdrawn', 8));
      await w.links.decide(aVerdict('l2', 'p1', 'confirmed', 2));
      await w.links.decide(aVerdict('l2', 'p1', 'rejected', 2));
      await w.links.derive(id('l2'), []);
      expect(await w.links.verdicts(id('l2'))).toEqual([
        aVerdict('l2', 'p1', 'rejected', 2),
        aVerdict('l2', 'p1', 'withdrawn', 8),
      ]);
    });
  });
});

describe('posts', () => {
  it('come back as they were kept, newest first, with how they were understood', async () => {
    const reading = {
      tone: { label: 'positive', probability: 0.8, because: ['love'] },
      model: 'm1',
    } as const;
    const newest = { ...aPost('n2', 'writer', { publishedAt: at(9), counts: { likes: 2 } }), reading };
    await inside(async (w) => {
      await w.profiles.keep([aProfile('writer')]);
      await w.posts.keep([aPost('n1', 'writer'), newest]);
      expect(await w.posts.of(keyOfBluesky('writer'), 9)).toEqual([newest, aPost('n1', 'writer')]);
      expect(await w.posts.of(keyOfBluesky('writer'), 1)).toEqual([newest]);
    });
  });

  it('are updated by id, by newer versions only', async () => {
    const as = (text: string, seconds: number) => aPost('u1', 'writer', { text, fetchedAt: at(seconds) });
    await inside(async (w) => {
      await w.posts.keep([as('first', 1), as('second', 2)]);
      await w.posts.keep([as('late', 0)]);
      const posts = await w.posts.of(keyOfBluesky('writer'), 9);
      expect(posts.filter((post) => post.id === 'u1').map((post) => post.text)).toEqual(['second']);
    });
  });

  it('that were removed stay removed, on their network', async () => {
    await inside(async (w) => {
      await w.profiles.keep([aProfile('writer', { network: NetworkId.parse('mastodon') })]);
      await w.posts.keep([aPost('r1', 'writer'), aPost('r2', 'writer')]);
      await w.posts.remove(bluesky, [postId('r1'), postId('never kept')]);
      await w.posts.keep([
        aPost('r1', 'writer', { fetchedAt: at(99) }),
        aPost('never kept', 'writer'),
        aPost('r3', 'writer'),
      ]);
      const left = (await w.posts.of(keyOfBluesky('writer'), 99)).map((post) => post.id);
      expect(left).toContain('r2');
      expect(left).toContain('r3');
      expect(left).not.toContain('r1');
      expect(left).not.toContain('never kept');
      const elsewhere = aPost('r1', 'writer', { network: NetworkId.parse('mastodon') });
      await w.posts.keep([elsewhere]);
      const { network, profile } = elsewhere;
      expect(await w.posts.of({ network, id: profile }, 9)).toEqual([elsewhere]);
    });
  });

  it('of a profile that is not kept are not kept either', async () => {
    await inside(async (w) => {
      await w.posts.keep([aPost('x1', 'unknown profile')]);
      expect(await w.posts.of(keyOfBluesky('unknown profile'), 9)).toEqual([]);
    });
  });
});

describe('the rows of a record', () => {
  it('are everything about one contact, the newest twenty posts of linked profiles only', async () => {
    const place = installationOf('hubspot', 'record');
    const asked = { network: bluesky, at: at(3), outcome: 'trouble', says: 'is not answering' } as const;
    await db.store.install({
      id: place,
      crm: 'hubspot',
      account: 'record',
      status: 'active',
      sample: true,
      installedAt: at(0),
    });
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('ada', { name: 'Ada' })]);
      await w.profiles.keep(['sure', 'said', 'maybe', 'no'].map((one) => aProfile(one)));
      const links = [
        aLink('ada', 'maybe', { status: 'suggested' }),
        aLink('ada', 'no', { status: 'rejected' }),
        aLink('ada', 'said', { status: 'confirmed' }),
        aLink('ada', 'sure'),
      ];
      await w.links.derive(id('ada'), links);
      const posts = Array.from({ length: 15 }, (_, n) => [
        aPost(`a${n}`, 'sure', { publishedAt: at(n * 2) }),
        aPost(`b${n}`, 'said', { publishedAt: at(n * 2 + 1) }),
        aPost(`c${n}`, 'maybe', { publishedAt: at(1000 + n) }),
        aPost(`d${n}`, 'no', { publishedAt: at(1000 + n) }),
      ]);
      await w.posts.keep(posts.flat());
      await w.asked.keep(id('ada'), [{ ...asked, at: at(1), outcome: 'found' }, asked]);
      await w.asked.keep(id('ada'), [{ ...asked, at: at(2), outcome: 'nobody' }]);
      const rows = await w.record.rows(id('ada'));
      expect(rows).toMatchObject({ contact: aContact('ada', { name: 'Ada' }), sample: true, links });
      expect(rows?.profiles.map((profile) => profile.id)).toEqual(['maybe', 'no', 'said', 'sure']);
      expect(rows?.posts).toHaveLength(20);
      expect(rows?.posts.slice(0, 3).map((post) => post.id)).toEqual(['b14', 'a14', 'b13']);
      expect(rows?.asked).toEqual([asked]);
    });
    const panel = await db.store.recordRows(place, id('ada'));
    expect(panel).toEqual(await db.store.inside(place, (w) => w.record.rows(id('ada'))));
    expect(await db.store.recordRows(other, id('ada'))).toBeUndefined();
    expect(await db.store.inside(place, (w) => w.record.rows(id('nobody')))).toBeUndefined();
  });

  it('of a contact that nothing is known of are empty', async () => {
    await inside((w) => w.contacts.keep([aContact('blank')]));
    expect(await db.store.recordRows(acme, id('blank'))).toEqual({
      contact: aContact('blank'),
      sample: false,
      links: [],
      profiles: [],
      posts: [],
      asked: [],
      jobs: [],
    });
  });

  it('come with the vocabulary of the listening rules that are on, and of no other installation', async () => {
    const wanted = WantedListening.parse({ name: 'The loom', any: ['loom'] });
    await inside(async (w) => {
      await w.contacts.keep([aContact('named')]);
      const { id: rule } = await w.listening.make(wanted, 'ada', at(0));
      expect((await w.record.rows(id('named')))?.vocabulary).toBeUndefined();
      await w.listening.turn(rule, true, 'ada');
    });
    await db.store.inside(other, (w) => w.contacts.keep([aContact('named')]));
    expect((await db.store.recordRows(acme, id('named')))?.vocabulary).toEqual([wanted]);
    expect((await db.store.recordRows(other, id('named')))?.vocabulary).toBeUndefined();
  });
});
