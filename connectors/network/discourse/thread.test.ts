import { describe, expect, it } from 'vitest';
import { PostId } from '../../../src/core/ids.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
import { always, keptPost, readThread } from '../../../tests/contract/network/thread-kit.ts';
import type { ThreadKit } from '../../../tests/contract/network/thread-kit.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import topic from './fixtures/topic.json' with { type: 'json' };
import { discourse } from './index.ts';
import { pagesAround } from './topic.ts';

const [recorded] = topic.post_stream.posts;
const written = (n: number, more: object = {}) => ({
  ...{ ...recorded, id: 800 + n, post_number: n, topic_id: 11, cooked: `<p>Says ${n}</p>`, ...more },
});
const cards = (...ids: readonly number[]) => ({ users: ids.map((id) => ({ id, username: `u${id}` })) });

const site: Site = ({ url, headers }) => {
  expect(headers).not.toHaveProperty('api-key');
  if (url.pathname === '/t/11.json') return { body: topic };
  if (url.pathname === '/t/11/posts.json') {
    expect(url.searchParams.getAll('post_ids[]')).toEqual(['821', '822']);
    return {
      body: {
        post_stream: {
          posts: [written(21, { reply_to_post_number: 3, user_id: 19 }), written(22, { post_type: 3 })],
        },
      },
    };
  }
  expect(url.searchParams.get('user_ids')).toBe('18,19,20');
  return { body: cards(18, 19) };
};

const kit: ThreadKit = {
  ...{
    origin: 'https://forum.example',
    settings: { apiKey: 'fictional-admin-key' },
    secret: 'fictional-admin-key',
  },
  post: {
    ...{ id: PostId.parse('11/21'), conversation: PostId.parse('11/1') },
    url: 'https://forum.example/t/does-it-weave/11/21',
  },
  site,
  found: [
    {
      post: { id: '11/1', kind: 'post', text: 'Does it weave?\n\nBy itself, I mean.' },
      by: { id: '18', handle: 'ada.l' },
    },
    {
      post: { id: '11/2', inReplyTo: '11/1', url: 'https://forum.example/t/does-it-weave/11/2' },
      by: { id: '19' },
    },
    { post: { id: '11/4', inReplyTo: '11/3' }, by: { id: '20' } },
    { post: { id: '11/21', inReplyTo: '11/3', kind: 'reply', text: 'Says 21' }, by: { id: '19' } },
  ],
  taken: ['11/3'],
  reserved: ['20'],
  endless: ({ url }) => {
    const posts = (from: number) => Array.from({ length: 20 }, (_, n) => written(from + n));
    if (url.pathname.endsWith('/user-cards.json')) return { body: cards(18) };
    if (url.pathname.endsWith('/posts.json'))
      return { body: { post_stream: { posts: posts(Number(url.searchParams.get('post_ids[]'))) } } };
    const stream = Array.from({ length: 5_000 }, (_, n) => n + 1);
    return { body: { ...topic, post_stream: { posts: posts(1), stream } } };
  },
};

threadContract(discourse, kit);

describe('a topic on Discourse', () => {
  it('that only some may read is not read, whoever’s key there is', async () => {
    const body = { errors: ['You are not permitted'], error_type: 'invalid_access' };
    const asked = readThread(discourse, kit, { site: always({ status: 403, body }) });
    await expect(asked).rejects.toMatchObject({ kind: 'forbidden' });
    const closed = always({ status: 403, body: { errors: [], error_type: 'not_logged_in' } });
    expect((await readThread(discourse, kit, { site: closed })).found).toEqual([]);
  });

  it('that is a private message is not read', async () => {
    const messages = always({
      body: { ...topic, archetype: 'private_message', post_stream: { posts: topic.post_stream.posts } },
    });
    expect((await readThread(discourse, kit, { site: messages })).found).toEqual([]);
  });

  it('of thousands of posts is read at its beginning and around the post', async () => {
    const post = keptPost(discourse, kit, { id: PostId.parse('11/2000') });
    const { found, requests } = await readThread(discourse, kit, { site: kit.endless, post });
    const numbers = found.map(({ post: { id } }) => Number(id.split('/')[1]));
    expect([numbers[0], numbers[19], numbers[20], numbers.at(-1)]).toEqual([1, 20, 1_960, 2_039]);
    expect(requests).toHaveLength(6);
  });

  it('leaves no post out at either end of what is read around one', () => {
    const stream = Array.from({ length: 130 }, (_, n) => n);
    expect(pagesAround(stream, 5, 100).flat()).toEqual(stream.slice(20, 100));
    expect(pagesAround(stream, 130, 100).flat()).toEqual(stream.slice(50));
    expect(pagesAround(stream.slice(0, 15), 3, 100)).toEqual([]);
    expect(pagesAround(stream, 99_999, 100).flat()).toEqual(stream.slice(50));
  });
});
