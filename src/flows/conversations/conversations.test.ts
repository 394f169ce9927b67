import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADDRESS_GRAMMARS, NETWORKS } from '../../../connectors/index.ts';
import { freshStore } from '../../../tests/support/database.ts';
import type { FreshStore } from '../../../tests/support/database.ts';
import { DEFAULTS } from '../../core/governance/settings.ts';
import { Failure } from '../../core/failure.ts';
import { ContactId, installationOf, NetworkId, PostId } from '../../core/ids.ts';
import type { Post } from '../../core/post.ts';
import type { Profile } from '../../core/profile.ts';
import type { Mention } from '../../ports/listening.ts';
import type { Network } from '../../ports/network.ts';
import type { Workspace } from '../../ports/store.ts';
import { aContact, aLink, aPost, aProfile, at } from '../../storage/testbed.ts';
import { openConversations } from './open-conversations.ts';

const bluesky = NetworkId.parse('bluesky');
const github = NetworkId.parse('github');
const id = PostId.parse;

const sky = (who: string, more: Partial<Omit<Profile, 'id'>> = {}) =>
  aProfile(`did:plc:${who}`, {
    ...{ handle: `${who}.example`, url: `https://bsky.app/profile/${who}.example` },
    ...more,
  });
const uri = (who: string, key: string) => `at://did:plc:${who}/app.bsky.feed.post/${key}`;

/** A post on Bluesky; `to` answers another, and `root` is what began it. */
function skeet(
  who: string,
  key: string,
  text: string,
  {
    to,
    root = to,
    seconds = 0,
  }: { readonly to?: string; readonly root?: string; readonly seconds?: number } = {},
): Post {
  return aPost(uri(who, key), `did:plc:${who}`, {
    ...{ text, url: `https://bsky.app/profile/did:plc:${who}/post/${key}`, publishedAt: at(seconds) },
    conversation: id(root ?? uri(who, key)),
    ...(to !== undefined && { inReplyTo: id(to) }),
  });
}

const hub = aProfile('583', { network: github, handle: 'ada', url: 'https://github.com/ada' });
const ISSUE = aPost('9#7', '583', {
  ...{ network: github, kind: 'issue', text: 'Rows are lost in the export', publishedAt: at(-60) },
  url: 'https://github.com/ada/tide/issues/7',
});

let db: FreshStore;
let made = 0;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

let live: readonly Mention[] | Failure;
let asked: number;
let installation: ReturnType<typeof installationOf>;

const inside = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(installation, work);
const network: Network = {
  profile: () => Promise.resolve(undefined),
  thread: async () => {
    asked += 1;
    if (live instanceof Failure) throw live;
    return live;
  },
};

function open(changes: Partial<Parameters<typeof openConversations>[0]> = {}) {
  return openConversations({
    store: db.store,
    networks: new Map([[bluesky, network]]),
    manners: new Map(NETWORKS.map((one) => [one.id, one])),
    grammars: ADDRESS_GRAMMARS,
    titles: new Map([
      ['bluesky', 'Bluesky'],
      ['github', 'GitHub'],
    ]),
    pause: () => new Promise(() => undefined),
    ...changes,
  });
}
const read = (post: string, how: { readonly framed?: boolean; readonly of?: string } = {}, deps = {}) =>
  open(deps).read(installation, {
    contact: ContactId.parse(how.of ?? '101'),
    post: { network: post.startsWith('at:') ? bluesky : github, id: id(post) },
    framed: how.framed ?? false,
  });
const lines = async (...how: Parameters<typeof read>) =>
  (await read(...how))?.posts.map((one) => `${'.'.repeat(one.depth)}${one.handle}: ${one.text}`);

const ROOT = uri('ada', 'k1');
const QUESTION = skeet('ada', 'k1', 'How do you export?', { seconds: 1 });
const ANSWER = skeet('ada', 'k3', 'Thank you!', { to: uri('bob', 'k2'), root: ROOT, seconds: 3 });
const BOB = { post: skeet('bob', 'k2', 'By the button.', { to: ROOT, seconds: 2 }), by: sky('bob') };

beforeEach(async () => {
  [live, asked] = [[], 0];
  installation = installationOf('hubspot', `talk-${made++}`);
  const account = { crm: 'hubspot', account: `${made}`, status: 'active', sample: false } as const;
  await db.store.install({ id: installation, ...account, installedAt: at(0) });
  await inside(async (w) => {
    await w.contacts.keep([aContact('101', { name: 'Ada Lovelace' }), aContact('102')]);
    await w.profiles.keep([sky('ada'), hub]);
    const links = [aLink('101', 'did:plc:ada'), aLink('101', '583', { network: github })];
    await w.links.derive(ContactId.parse('101'), links);
    await w.posts.keep([QUESTION, ANSWER, ISSUE]);
  });
});

describe('a thread on the record', () => {
  it('is what is kept of it together with what the network shows of others, who are not kept', async () => {
    live = [{ post: QUESTION, by: sky('ada') }, BOB];
    expect(await lines(ROOT)).toEqual([
      'ada.example: How do you export?',
      '.bob.example: By the button.',
      '..ada.example: Thank you!',
    ]);
    expect((await read(ROOT))?.posts.map(({ kept, side }) => [kept, side])).toEqual([
      [true, 'theirs'],
      [false, 'others'],
      [true, 'theirs'],
    ]);
    expect(await inside((w) => w.profiles.find(sky('bob')))).toBeUndefined();
    expect(
      await inside((w) => w.threads.find({ network: bluesky, id: id(uri('bob', 'k2')) })),
    ).toBeUndefined();
  });

  it('is found by any of its posts', async () => {
    expect(await lines(uri('ada', 'k3'))).toEqual(await lines(ROOT));
  });

  it('says who is not seen, and that the network could not be read', async () => {
    live = new Failure('rate-limited', 'too often');
    const thread = await read(ROOT);
    expect(thread?.trouble).toEqual(['Bluesky asked us to wait; what is kept is shown.']);
    expect(thread?.missing).toEqual({
      count: 1,
      says: 'At least 1 post of this conversation is not seen here.',
    });
    expect(thread?.posts.map(({ gap }) => gap)).toEqual([false, true]);
  });

  it('says that nothing of it can be read, or that it may not be asked for, by the clause, and shows what is kept', async () => {
    expect((await read(ROOT))?.trouble).toEqual([
      'Nothing of this conversation could be read on Bluesky now; what is kept is shown.',
    ]);
    const manners = new Map(
      NETWORKS.map((one) => [
        one.id,
        { ...one, terms: { ...one.terms, needsConsent: true, clause: 'Ask first.' } },
      ]),
    );
    const strict = await read(ROOT, {}, { manners });
    expect(strict?.trouble).toEqual([
      'What others say on Bluesky is not read: Ask first; what is kept is shown.',
    ]);
    expect([strict?.posts.length, asked]).toEqual([2, 1]);
  });

  it('puts what is kept below what it answers, though its author’s posts alone told only a number of it', async () => {
    const number = `https://social.example/statuses/7`;
    await inside((w) => w.posts.keep([skeet('ada', 'k8', 'As I said', { to: number, seconds: 8 })]));
    const began = { post: skeet('bob', 'k7', 'Did you?', { seconds: 7 }), by: sky('bob') };
    live = [
      began,
      { post: skeet('ada', 'k8', 'As I said', { to: uri('bob', 'k7'), seconds: 8 }), by: sky('ada') },
    ];
    expect(await lines(uri('ada', 'k8'))).toEqual(['bob.example: Did you?', '.ada.example: As I said']);
    expect((await read(uri('ada', 'k8')))?.missing).toBeUndefined();
  });

  it('does not wait long for a network that takes its time', async () => {
    const slow: Network = { ...network, thread: () => new Promise(() => undefined) };
    const how = { networks: new Map([[bluesky, slow]]), pause: () => Promise.resolve() };
    expect((await read(ROOT, {}, how))?.trouble).toEqual([
      'Bluesky is not answering; what is kept is shown.',
    ]);
  });

  it('ends in an error, not in silence, when our own code is wrong', async () => {
    const broken: Network = {
      ...network,
      thread: () => Promise.reject(new TypeError('x is not a function')),
    };
    await expect(read(ROOT, {}, { networks: new Map([[bluesky, broken]]) })).rejects.toThrow(TypeError);
  });

  it('is nobody else’s: not of a contact who said nothing in it, nor of one who is not known', async () => {
    expect(await read(ROOT, { of: '102' })).toBeUndefined();
    expect(await read(ROOT, { of: '404' })).toBeUndefined();
    expect(await read(uri('eve', 'k9'))).toBeUndefined();
  });

  it('does not show again what was deleted, nor who asked not to be shown, is ignored or was erased', async () => {
    const eve = {
      post: skeet('eve', 'k5', 'Psst', { to: ROOT, seconds: 4 }),
      by: sky('eve', { reserved: true }),
    };
    const gus = { post: skeet('gus', 'k6', 'Hm', { to: ROOT, seconds: 5 }), by: sky('gus') };
    live = [BOB, eve, gus];
    await inside(async (w) => {
      await w.posts.remove(bluesky, [id(uri('bob', 'k2'))]);
      await w.listening.ignore(sky('gus'), at(9));
    });
    expect(await lines(ROOT)).toEqual(['ada.example: How do you export?', '.ada.example: Thank you!']);
  });

  it('is not theirs any more when their account asks not to be shown', async () => {
    await inside((w) =>
      w.profiles.keep([sky('ada', { reserved: true, provenance: { ...hub.provenance, fetchedAt: at(99) } })]),
    );
    expect(await read(ROOT)).toBeUndefined();
  });

  it('is not asked for on a network that an admin switched off', async () => {
    await inside((w) => w.governance.change({ ...DEFAULTS, off: [bluesky] }, {}, 'an admin', at(0)));
    live = [BOB];
    expect(await lines(ROOT)).toHaveLength(2);
    expect((await read(ROOT))?.trouble).toEqual([
      'Bluesky is switched off in the settings; what is kept is shown.',
    ]);
    expect(asked).toBe(0);
  });

  it('marks the customer’s own accounts, however their address is written', async () => {
    live = [BOB];
    await inside((w) =>
      w.governance.change({ ...DEFAULTS, ours: ['nonsense', 'bluesky:bob.example'] }, {}, 'an admin', at(0)),
    );
    expect((await read(ROOT))?.people.map(({ handle, side, posts }) => [handle, side, posts])).toEqual([
      ['ada.example', 'theirs', 2],
      ['bob.example', 'ours', 1],
    ]);
  });

  it('says in a frame what may not be shown there, by the clause', async () => {
    live = [BOB];
    const manners = new Map(
      NETWORKS.map((one) => [
        one.id,
        one.id === bluesky
          ? { ...one, terms: { ...one.terms, mayShowInFrame: false, clause: 'Not in frames.' } }
          : one,
      ]),
    );
    expect(await read(ROOT, { framed: true }, { manners })).toBeUndefined();
    expect(await read(ROOT, {}, { manners })).toBeDefined();
    await inside((w) => w.posts.keep([{ ...QUESTION, text: 'See github.com/ada/tide/pull/7' }]));
    const framed = await read('9#7', { framed: true }, { manners });
    expect(framed?.posts.map(({ network }) => network)).toEqual(['github']);
    expect(framed?.trouble).toEqual(['Bluesky is not shown in a frame: Not in frames; the rest is shown.']);
  });
});

describe('a thread across networks', () => {
  it('goes from what somebody else said about an issue to the issue, and back', async () => {
    const cem = skeet('cem', 'k7', 'We see it too: https://www.github.com/ada/tide/pull/7/?utm_source=b', {
      seconds: 7,
    });
    await inside(async (w) => {
      await w.profiles.keep([sky('cem')]);
      await w.posts.keep([cem]);
    });
    const whole = ['ada: Rows are lost in the export', `.cem.example: ${cem.text}`];
    expect(await lines('9#7')).toEqual(whole);
    expect(await lines(uri('cem', 'k7'))).toEqual(whole);
  });

  it('follows an address that names who spoke by their handle', async () => {
    const linking = { ...ISSUE, text: 'As https://bsky.app/profile/ada.example/post/k1 asks' };
    await inside((w) => w.posts.keep([linking]));
    expect(await lines('9#7')).toContain(`.ada: ${linking.text}`);
  });

  it('holds what they said on both of their accounts', async () => {
    const text = 'The new export finally works and saves our team two hours every single week';
    await inside((w) =>
      w.posts.keep([{ ...ISSUE, text }, skeet('ada', 'k9', `${text} 🎉`, { seconds: 60 })]),
    );
    const thread = await read('9#7');
    expect(thread?.posts.map(({ network, under }) => [network, under?.joined])).toEqual([
      ['github', undefined],
      ['bluesky', 'copy'],
    ]);
  });
});
