import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import type { Key } from '../../../tests/contract/network/push-kit.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import { x } from './index.ts';
import { push } from './push.ts';

const signed = (secret: string, text: Buffer | string) =>
  `sha256=${createHmac('sha256', secret).update(text).digest('base64')}`;
const key = (secret: string): Key => ({
  secret,
  sign: (body) => ({
    'content-type': 'application/json',
    'x-twitter-webhooks-signature': signed(secret, body),
  }),
});
const keys = [
  key('consumerSecretOne00000'),
  key('consumerSecretTwo00000'),
  key('somebodyElsesSecret000'),
] as const;

const user = {
  ...{ id: '2244994002', username: 'MaeFalk', name: 'Mae Falk', description: '', protected: false },
  ...{
    profile_image_url: 'https://pbs.twimg.example/mae_normal.jpg',
    created_at: '2020-01-01T00:00:00.000Z',
  },
};
const post = {
  ...{ id: '2012000000000000007', author_id: user.id, conversation_id: '2012000000000000007', lang: 'en' },
  ...{ text: 'hey @Engines, is it fast?', created_at: '2026-02-03T10:00:00.000Z' },
};
const event = (type: string, payload: unknown, more: object = {}) =>
  JSON.stringify({
    data: {
      ...{ event_uuid: `uuid of ${type}`, filter: { user_id: user.id }, event_type: type, tag: 'a tag' },
      ...{ payload, ...more },
    },
  });
const includes = { includes: { users: [user] } };
const said = event('post.mention.create', post, includes);
const visit = (token: string) => ({
  ...{ method: 'GET', headers: {}, body: Buffer.alloc(0) },
  path: `/webhooks/x/crm-1?crc_token=${encodeURIComponent(token)}`,
});
const told = (text: string) => {
  const body = Buffer.from(text);
  const request = { method: 'POST', path: '/', headers: { ...keys[0].sign(body, NOW) }, body };
  const pushed = push.receive([keys[0].secret], request, NOW);
  return pushed?.kind === 'delivery' ? push.events(pushed.body) : [];
};

pushContract(x, {
  keys,
  proof: 'x-twitter-webhooks-signature',
  signs: 'the body',
  said,
  unsaid: event('post.delete', { id: post.id, author_id: user.id }),
  other: event('post.create', { ...post, id: '2012000000000000008', text: 'No.' }, includes),
  idle: [event('like.create', {}), event('dm.received', { text: 'psst' }), event('constructor', {})],
  strange: event('post.create', { text: 'hey @Engines, is it fast?' }),
  words: 'is it fast?',
  // X does not sign its visits: what a stranger may not have signed is a delivery.
  visit: ({ secret }) =>
    secret === keys[2].secret
      ? { request: visit(said), answer: '' }
      : {
          request: visit('MTIzNDU2Nzg5LWNyYw'),
          answer: JSON.stringify({ response_token: signed(keys[0].secret, 'MTIzNDU2Nzg5LWNyYw') }),
        },
});

describe('X’s webhook', () => {
  it('proves the secret to whoever asks, but signs nothing that could be a delivery', () => {
    const forged = ['{"data":{}}', '[]', '"x"', '', 'short', 'a b c d e f g', 'x'.repeat(200), 'a=b&c=d&e'];
    for (const token of forged) expect(push.receive([keys[0].secret], visit(token), NOW)).toBeUndefined();
    expect(push.receive([keys[0].secret], { ...visit(''), path: '/webhooks/x/crm-1' }, NOW)).toBeUndefined();
    const answer = push.receive([keys[0].secret], visit('123456789'), NOW);
    expect(answer).toMatchObject({ headers: { 'Content-Type': 'application/json' } });
    // What it did sign is no delivery of X's, should somebody send it.
    const proof = Buffer.from('123456789');
    const headers = { 'x-twitter-webhooks-signature': signed(keys[0].secret, proof) };
    const sent = push.receive([keys[0].secret], { method: 'POST', path: '/', headers, body: proof }, NOW);
    expect(() => sent?.kind === 'delivery' && push.events(sent.body)).toThrow(/unknown shape/);
  });

  it('tells of replies, quotes and mentions as reading them there does', () => {
    const replied = { ...post, referenced_tweets: [{ type: 'replied_to', id: '2011999999999999000' }] };
    expect(told(event('post.reply.create', replied, includes))).toMatchObject([
      {
        post: {
          kind: 'reply',
          inReplyTo: '2011999999999999000',
          url: `https://x.com/maefalk/status/${post.id}`,
        },
        by: { id: user.id, handle: 'maefalk', url: 'https://x.com/MaeFalk' },
      },
    ]);
  });

  it('says nothing of repetitions, of people it does not show, and of those who protect what they write', () => {
    const repeated = { ...post, referenced_tweets: [{ type: 'retweeted', id: '1' }] };
    expect(told(event('post.create', repeated, includes))).toEqual([]);
    expect(told(event('post.create', post))).toEqual([]);
    const shut = { includes: { users: [{ ...user, protected: true }] } };
    expect(told(event('post.create', post, shut))).toEqual([]);
  });

  it.each(['bio', 'handle', 'verified_badge', 'something_new'])(
    'of a changed profile (%s) has it asked for again',
    (what) => {
      expect(told(event(`profile.update.${what}`, { before: 'a', after: 'b' }))).toMatchObject([
        { kind: 'profile changed', profile: { network: 'x', id: user.id } },
      ]);
    },
  );

  it('lets go of whoever took back what they allowed', () => {
    expect(told(event('oauth.revoke', { user_id: '77' }, { filter: {} }))).toMatchObject([
      { kind: 'profile gone', profile: { id: '77' } },
    ]);
  });

  it('dates what carries no time by its arrival', () => {
    expect(told(event('post.delete', { id: '5', author_id: user.id }))).toMatchObject([
      { at: NOW, post: '5' },
    ]);
  });
});
