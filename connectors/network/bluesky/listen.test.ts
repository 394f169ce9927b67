import { encode } from '@atproto/lex-cbor';
import { describe, expect, it } from 'vitest';
import { listenContract } from '../../../tests/contract/network/listen.ts';
import { listenTo } from '../../../tests/contract/network/listen-kit.ts';
import type { ListenKit } from '../../../tests/contract/network/listen-kit.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import type { Batch } from '../../../src/ports/stream.ts';
import recorded from './fixtures/jetstream.json' with { type: 'json' };
import { bluesky } from './index.ts';
import { listen } from './listen.ts';

const base = 'https://public.api.bsky.app';
const ADA = recorded.post.did;
const people = [ADA, 'did:plc:aaaaaaaaaaaaaaaaaaaaaaa2', 'did:plc:aaaaaaaaaaaaaaaaaaaaaaa3'] as const;
/** Within the last seconds before it is listened to, which are repeated. */
const seconds = (nth: number) => new Date(NOW.getTime() - 4_000 + nth * 1000);
const line = (frame: object) => JSON.stringify(frame);

/** A recorded frame, as of a moment and somebody. */
function frame(kind: keyof typeof recorded, changes: object = {}, did = ADA, nth = 1) {
  return { ...recorded[kind], did, time_us: seconds(nth).getTime() * 1000, ...changes };
}

const { commit } = recorded.post;
const jetstream: ListenKit = {
  settings: { base },
  people,
  said: (did, nth) => line(frame('post', { commit: { ...commit, rkey: `3k${nth}` } }, did, nth)),
  idle: [line(frame('like')), line(frame('repost')), line(frame('follow'))],
  odd: ['', '{', 'null', '[]', '{"did":1}', line({ did: ADA, kind: 'commit' }), new Uint8Array([255, 0])],
};

const cbor = (t: string, body: Parameters<typeof encode>[0], op = 1) =>
  Buffer.concat([encode(op === 1 ? { op, t } : { op }), encode(body)]);
const firehose: ListenKit = {
  settings: { base, stream: 'firehose' },
  people,
  said: (did, nth) => cbor('#identity', { did, seq: nth, time: seconds(nth).toISOString() }),
  idle: [cbor('#tombstone', { did: ADA, seq: 1 }), cbor('#info', { name: 'Something', message: 'new' })],
  odd: ['{}', new Uint8Array(), new Uint8Array([0xff, 0x00, 0x12]), cbor('#identity', { did: ADA })],
};

listenContract(bluesky, jetstream);
listenContract(bluesky, firehose);

/** What is heard of Ada, as events. */
async function events(frames: Batch, kit = jetstream) {
  const { heard } = await listenTo(bluesky, kit, { whom: new Set([ADA]), batches: [frames] });
  return heard.flatMap(({ body }) => listen.events(body));
}

describe('what a real Jetstream server sends', () => {
  it('is a post with its words, its language and its conversation', async () => {
    const [said] = await events([line(frame('post'))]);
    expect(said).toMatchObject({
      kind: 'said',
      by: { id: ADA },
      post: {
        ...{ kind: 'reply', text: 'It does, since today', statedLanguage: 'en', counts: {} },
        id: `at://${ADA}/app.bsky.feed.post/${commit.rkey}`,
        conversation: recorded.post.commit.record.reply.root.uri,
        inReplyTo: recorded.post.commit.record.reply.parent.uri,
      },
    });
  });

  it('is the end of a post, by the id under which it was said', async () => {
    const [said, unsaid] = await events([line(frame('post')), line(frame('deletion'))]);
    if (said?.kind !== 'said') throw new Error('nothing was said');
    expect(unsaid).toMatchObject({ kind: 'unsaid', post: said.post.id });
  });

  it('is a profile or an identity that changed, and is asked for', async () => {
    const kinds = (await events([line(frame('profile')), line(frame('identity'))])).map(({ kind }) => kind);
    expect(kinds).toEqual(['profile changed', 'profile changed']);
  });

  it('is not kept but for what is ours of it', async () => {
    const { heard } = await listenTo(bluesky, jetstream, {
      whom: new Set([ADA]),
      batches: [[line(frame('profile')), line(frame('post'))]],
    });
    for (const { body } of heard) expect(String(body)).not.toMatch(/Ada Lovelace|cid|facets|avatar/);
  });
});

describe('an account that is heard of', () => {
  const { account } = recorded.account;
  it.each([
    [{ active: true }, { kind: 'profile changed' }],
    [
      { active: false, status: 'deactivated' },
      { kind: 'profile quiet', because: 'deactivated' },
    ],
    [
      { active: false, status: 'suspended' },
      { kind: 'profile quiet', because: 'suspended' },
    ],
    [
      { active: false, status: 'takendown' },
      { kind: 'profile quiet', because: 'suspended' },
    ],
    [{ active: false, status: 'deleted' }, { kind: 'profile gone' }],
    [{ active: false, status: 'something new' }, { kind: 'profile changed' }],
    [{ active: false, status: 'constructor' }, { kind: 'profile changed' }],
    [{ active: false }, { kind: 'profile changed' }],
  ])('as %j means %j', async (status, means) => {
    const [event] = await events([line(frame('account', { account: { ...account, ...status } }))]);
    expect(event).toMatchObject({ ...means, profile: { id: ADA } });
  });

  it('is none of our business when servers sort something out between them', async () => {
    const status = { active: false, status: 'desynchronized' };
    expect(await events([line(frame('account', { account: { ...account, ...status } }))])).toEqual([]);
  });

  it.each([
    ['labels itself so', { values: [{ val: '!no-unauthenticated' }] }, 'profile quiet'],
    ['labels itself otherwise', { values: [{ val: 'porn' }] }, 'profile changed'],
    ['labels itself in no known way', 'hidden', 'profile changed'],
  ])('asks not to be shown when it %s', async (_, labels, kind) => {
    const record = { ...recorded.profile.commit.record, labels };
    const [event] = await events([
      line(frame('profile', { commit: { ...recorded.profile.commit, record } })),
    ]);
    expect(event?.kind).toBe(kind);
  });
});

describe('a Jetstream server', () => {
  const asked = (sent: readonly string[]) =>
    sent.map((text) => (JSON.parse(text) as { payload: { wantedDids: string[] } }).payload.wantedDids);

  it('is told whose words are wanted before it sends any, and again when that changes', async () => {
    const [ada, grace] = people;
    const { opened, sent } = await listenTo(bluesky, jetstream, {
      whom: new Set([ada, 'no did']),
      batches: [[]],
      before: () => new Set([ada, grace]),
    });
    expect(opened[0]).toContain('requireHello=true');
    expect(asked(sent)).toEqual([[ada], [ada, grace]]);
  });

  it('is asked for everybody’s where it takes no list of so many', async () => {
    const whom = new Set(Array.from({ length: 10_001 }, (_, i) => `did:web:${i}.example`));
    expect(asked((await listenTo(bluesky, jetstream, { whom, batches: [] })).sent)).toEqual([[]]);
  });

  it('repeats the last seconds before where it was heard last', async () => {
    const from = String(NOW.getTime() * 1000 - 3_000_000);
    const { opened, missed } = await listenTo(bluesky, jetstream, {
      from,
      whom: new Set([ADA]),
      batches: [],
    });
    expect(new URL(opened[0] ?? '').searchParams.get('cursor')).toBe(String(Number(from) - 5_000_000));
    expect(missed).toBe(0);
  });

  it.each([
    ['longer ago than it replays', String((NOW.getTime() - 36 * 3_600_000) * 1000)],
    ['in the future', String((NOW.getTime() + 60_000) * 1000)],
    ['nowhere', 'not a place'],
  ])('was heard last %s: that is missed, and it is listened to from now', async (_, from) => {
    const { opened, missed } = await listenTo(bluesky, jetstream, {
      from,
      whom: new Set([ADA]),
      batches: [],
    });
    expect(missed).toBe(1);
    const cursor = Number(new URL(opened[0] ?? '').searchParams.get('cursor'));
    expect(cursor).toBe(NOW.getTime() * 1000 - 5_000_000);
  });

  it('that dates a frame in the future moves no place there: what comes until then would be lost', async () => {
    const late = frame('post', { time_us: (NOW.getTime() + 3_600_000) * 1000 });
    const { positions } = await listenTo(bluesky, jetstream, {
      whom: new Set([ADA]),
      batches: [[line(late), line(frame('post'))]],
    });
    expect(Number(positions.at(-1)?.position)).toBe(seconds(1).getTime() * 1000);
  });

  it('that is quiet for days is not taken for one that was not heard', async () => {
    const { positions } = await listenTo(bluesky, jetstream, {
      whom: new Set([ADA]),
      batches: [[]],
      at: NOW,
    });
    expect(Number(positions[0]?.position)).toBeGreaterThan((NOW.getTime() - 61_000) * 1000);
  });
});

describe('a firehose', () => {
  const heard = (batches: readonly Batch[], from?: string) =>
    listenTo(bluesky, firehose, { from, whom: new Set([ADA]), batches });

  it('that does not go back so far says so, and that is missed', async () => {
    expect((await heard([[cbor('#info', { name: 'OutdatedCursor' })]], '5')).missed).toBe(1);
  });

  it('that never gave out a number is listened to anew', async () => {
    const { positions } = await heard([[cbor('', { error: 'FutureCursor' }, -1)]], '99');
    expect(positions.at(-1)?.position).toBe('');
    expect((await heard([[]], '')).missed).toBe(1);
  });

  it('that hangs up because we are too slow is unavailable', async () => {
    await expect(heard([[cbor('', { error: 'ConsumerTooSlow' }, -1)]])).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('whose commit is not what its author signed makes us ask, and changes nothing', async () => {
    const ops = [{ action: 'create', path: 'app.bsky.feed.post/3k1', cid: null }];
    const forged = { repo: ADA, rev: '3mmoojpaqkn2z', seq: 7, time: seconds(1).toISOString() };
    const commits = [
      cbor('#commit', { ...forged, ops, blocks: new Uint8Array([1, 2, 3]) }),
      cbor('#commit', { ...forged, rev: 'x', ops: 'none', blocks: 1 }),
      cbor('#commit', { ...forged, rev: 'y', tooBig: true, ops: [], blocks: new Uint8Array() }),
    ];
    expect((await events(commits, firehose)).map(({ kind }) => kind)).toEqual(
      Array(3).fill('profile changed'),
    );
  });

  it('is not asked about commits that hold nothing of ours', async () => {
    const ops = [{ action: 'create', path: 'app.bsky.feed.like/3k1', cid: null }];
    const like = { repo: ADA, rev: '3mmoojpaqkn2z', seq: 7, time: seconds(1).toISOString(), ops };
    expect(await events([cbor('#commit', { ...like, blocks: new Uint8Array() })], firehose)).toEqual([]);
  });
});

it('is not listened to at all where an admin says so', () => {
  expect(listen.to({ base, stream: 'none' })).toBeUndefined();
  expect(listen.to({ base: 'http://127.0.0.1:1', streamBase: 'ws://127.0.0.1:2' })).toBe(
    'jetstream ws://127.0.0.1:2',
  );
});
