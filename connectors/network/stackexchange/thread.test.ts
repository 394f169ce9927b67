import { describe, expect, it } from 'vitest';
import { PostId } from '../../../src/core/ids.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
import { keptPost, readThread } from '../../../tests/contract/network/thread-kit.ts';
import type { ThreadKit } from '../../../tests/contract/network/thread-kit.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import questions from './fixtures/questions.json' with { type: 'json' };
import { stackexchange } from './index.ts';

const owner = (user: number, name: string) => ({
  ...{ user_id: user, account_id: user + 1000, user_type: 'registered', display_name: name },
  link: `https://stackoverflow.com/users/${user}/${name}`,
});
const [recorded] = questions.items;
const question = { ...recorded, question_id: 7, answer_count: 2, owner: owner(1, 'ada') };
const answer = (id: number, by: object, body = `<p>Answer ${id}</p>`) => ({
  ...{ answer_id: id, question_id: 7, owner: by, body, creation_date: 1_770_000_000 + id, score: -2 },
});
const remark = (id: number, on: number, by: object, more: object = {}) => ({
  ...{ comment_id: id, post_id: on, owner: by, body: `Comment ${id} &amp; so on`, score: 3, ...more },
  creation_date: 1_770_001_000 + id,
});
const wrapped = (items: readonly object[]) => ({ items, has_more: false, quota_remaining: 250 });
const nobody = { user_type: 'does_not_exist', display_name: 'user42' };

const site: Site = ({ url: { pathname } }) => {
  if (pathname === '/2.3/questions/7') return { body: wrapped([question]) };
  if (pathname === '/2.3/questions/7/answers')
    return { body: wrapped([answer(8, owner(2, 'bob')), answer(9, nobody)]) };
  if (pathname === '/2.3/posts/7;8;9/comments')
    return {
      body: wrapped([
        remark(1, 7, owner(2, 'bob')),
        remark(2, 9, owner(1, 'ada'), { reply_to_user: owner(3, 'cem') }),
        remark(3, 8, nobody),
      ]),
    };
  return { status: 404, body: {} };
};

const many = (most: number, make: (n: number) => object) => ({
  ...wrapped(Array.from({ length: most }, (_, n) => make(n + 1))),
  has_more: true,
});
const kit: ThreadKit = {
  ...{ origin: 'https://api.stackexchange.com', settings: { key: 'fictional((' }, secret: 'fictional((' },
  post: {
    ...{ id: PostId.parse('stackoverflow.com/8'), conversation: PostId.parse('stackoverflow.com/7') },
    url: 'https://stackoverflow.com/a/8',
  },
  site,
  found: [
    { post: { id: 'stackoverflow.com/7', kind: 'question' }, by: { id: '1001', handle: '1' } },
    {
      post: {
        id: 'stackoverflow.com/8',
        kind: 'answer',
        inReplyTo: 'stackoverflow.com/7',
        counts: { likes: 0 },
      },
      by: { id: '1002', name: 'bob' },
    },
    {
      post: {
        ...{ id: 'stackoverflow.com/comment/1', kind: 'comment', inReplyTo: 'stackoverflow.com/7' },
        ...{ text: 'Comment 1 & so on', url: 'https://stackoverflow.com/q/7#comment1_7' },
      },
      by: { name: 'bob' },
    },
    { post: { inReplyTo: 'stackoverflow.com/9', names: [{ profile: '1003' }] }, by: { name: 'ada' } },
  ],
  taken: ['stackoverflow.com/9'],
  endless: ({ url }) => {
    const most = Number(url.searchParams.get('pagesize'));
    if (url.pathname.endsWith('/answers'))
      return { body: many(most, (n) => answer(n + 10, owner(2, 'bob'))) };
    if (url.pathname.endsWith('/comments')) return { body: many(most, (n) => remark(n, 7, owner(2, 'bob'))) };
    return { body: wrapped([{ ...question, answer_count: 4_000 }]) };
  },
  gone: () => ({ body: wrapped([]) }),
};

threadContract(stackexchange, kit);

describe('a question on Stack Exchange', () => {
  it('costs two requests where nobody answered yet', async () => {
    const unanswered: Site = ({ url: { pathname } }) => ({
      body: pathname.endsWith('/comments')
        ? wrapped([remark(1, 7, owner(2, 'bob'))])
        : wrapped([{ ...question, answer_count: 0 }]),
    });
    const { found, requests } = await readThread(stackexchange, kit, { site: unanswered });
    expect(found.map(({ post }) => post.kind)).toEqual(['question', 'comment']);
    expect(requests).toHaveLength(2);
  });

  it('makes the next question wait as long as an answer asks for', async () => {
    const slow: Site = (asked) => ({ body: { ...(site(asked).body as object), backoff: 10 } });
    await onStage(stackexchange, kit, slow, async ({ network, quiet }) => {
      await network.thread?.(keptPost(stackexchange, kit), 100);
      expect(quiet).toEqual([10_000, 10_000, 10_000]);
    });
  });

  it('of another site than the one that is asked is not asked for', async () => {
    const elsewhere = keptPost(stackexchange, kit, { conversation: PostId.parse('superuser.com/7') });
    expect(await readThread(stackexchange, kit, { post: elsewhere })).toEqual({ found: [], requests: [] });
  });
});
