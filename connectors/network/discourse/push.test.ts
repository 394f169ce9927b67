import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import type { Key } from '../../../tests/contract/network/push-kit.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import { discourse } from './index.ts';
import { push } from './push.ts';

const headersOf = (event: string, nth = '7') => ({
  'content-type': 'application/json',
  'x-discourse-instance': 'https://forum.example',
  'x-discourse-event-id': nth,
  'x-discourse-event-type': event.split('_')[0] ?? '',
  'x-discourse-event': event,
});
const key = (secret: string): Key => ({
  secret,
  sign: (body) => ({
    ...headersOf('post_created'),
    'x-discourse-event-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
});

const post = {
  ...{
    id: 6,
    name: 'Mae Falk',
    username: 'Mae',
    user_id: 12,
    avatar_template: '/user_avatar/f/mae/{size}/7_2.png',
  },
  ...{ created_at: '2026-01-02T10:00:00.000Z', updated_at: '2026-01-02T10:05:00.000Z' },
  ...{
    cooked: '<p>Is it <b>fast</b>?</p>',
    post_number: 2,
    post_type: 1,
    reply_to_post_number: 1,
    version: 1,
  },
  ...{ topic_id: 8, topic_slug: 'how-fast', topic_title: 'How fast?', topic_archetype: 'regular' },
  ...{ hidden: false, deleted_at: null, user_deleted: false },
};
const told = (event: string, payload: unknown, nth?: string) => {
  const body = Buffer.from(JSON.stringify(payload));
  const headers = { ...key('k').sign(body, NOW), ...headersOf(event, nth) };
  const pushed = push.receive(['k'], { method: 'POST', path: '/', headers, body }, NOW);
  return pushed?.kind === 'delivery' ? push.events(pushed.body) : [];
};

pushContract(discourse, {
  keys: [key('one-fictional-secret'), key('the-one-before-it'), key('a-strangers')],
  proof: 'x-discourse-event-signature',
  signs: 'the body',
  said: JSON.stringify({ post }),
  unsaid: JSON.stringify({ post }),
  unsaidHeaders: headersOf('post_destroyed', '8'),
  other: JSON.stringify({ post: { ...post, id: 7, post_number: 3 } }),
  idle: [JSON.stringify({ post: { ...post, post_type: 4 } })],
  strange: JSON.stringify({ post: { cooked: 'Is it fast?' } }),
  words: 'Is it fast?',
  // discourse/discourse spec/jobs/emit_web_hook_event_spec.rb
  published: {
    secret: 'my_lovely_secret_for_web_hook',
    at: NOW,
    request: {
      ...{ method: 'POST', path: '/', body: Buffer.from('{"ping":"OK"}') },
      headers: {
        ...headersOf('ping'),
        'x-discourse-event-signature':
          'sha256=162f107f6b5022353274eb1a7197885cfd35744d8d08e5bcea025d309386b7d6',
      },
    },
  },
});

describe('Discourse’s deliveries', () => {
  it('name what was said as reading it there does, so that it is one post', () => {
    expect(told('post_edited', { post })).toMatchObject([
      {
        at: new Date('2026-01-02T10:05:00.000Z'),
        post: {
          ...{ id: '8/2', conversation: '8/1', inReplyTo: '8/1', kind: 'reply', text: 'Is it fast?' },
          url: 'https://forum.example/t/how-fast/8/2',
        },
        by: {
          ...{ id: '12', handle: 'mae', name: 'Mae Falk', url: 'https://forum.example/u/Mae' },
          avatar: 'https://forum.example/user_avatar/f/mae/144/7_2.png',
        },
      },
    ]);
    const [first] = told('post_created', { post: { ...post, post_number: 1 } });
    expect(first).toMatchObject({ post: { id: '8/1', kind: 'post', text: 'How fast?\n\nIs it fast?' } });
  });

  it('of private messages, whispers, notices and the forum itself are nobody’s public words', () => {
    for (const more of [
      { topic_archetype: 'private_message' },
      { post_type: 4 },
      { post_type: 3 },
      { user_id: -1 },
      { user_id: null },
      { cooked: '' },
    ])
      expect(told('post_created', { post: { ...post, ...more } }), JSON.stringify(more)).toEqual([]);
  });

  it('say that a post is gone when it was destroyed, deleted by its author, or hidden', () => {
    for (const more of [{ hidden: true }, { deleted_at: '2026-01-02T11:00:00Z' }, { user_deleted: true }])
      expect(told('post_edited', { post: { ...post, ...more } })).toMatchObject([
        { kind: 'unsaid', post: '8/2' },
      ]);
    expect(told('post_destroyed', { post })).toMatchObject([{ kind: 'unsaid', post: '8/2' }]);
  });

  it.each([
    ['user_updated', 'profile changed'],
    ['user_suspended', 'profile changed'],
    ['user_anonymized', 'profile gone'],
    ['user_destroyed', 'profile gone'],
  ])('of %s say: %s', (event, kind) => {
    const user = { id: 12, username: 'Mae', email: 'mae@mail.example' };
    expect(told(event, { user })).toMatchObject([{ kind, profile: { network: 'discourse', id: '12' } }]);
    expect(JSON.stringify(told(event, { user }))).not.toContain('mail.example');
  });

  it('of one member’s two changes back and forth are two, though they look alike', () => {
    const ids = ['1', '2'].flatMap((nth) =>
      told('user_updated', { user: { id: 12 } }, nth).map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it.each(['ping', 'topic_created', 'user_logged_in', 'like_created', 'constructor'])(
    'of %s are none of our business',
    (event) => expect(told(event, { anything: 1 })).toEqual([]),
  );
});
