import { describe, expect, it } from 'vitest';
import { PostId } from '../../../src/core/ids.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
import { always, keptPost, readThread } from '../../../tests/contract/network/thread-kit.ts';
import type { ThreadKit } from '../../../tests/contract/network/thread-kit.ts';
import { github } from './index.ts';

const user = (id: number, login: string, type = 'User') => ({
  ...{ id, login, type, html_url: `https://github.com/${login}`, avatar_url: '' },
});
const issue = {
  ...{ number: 7, title: 'Rows are lost', body: 'Every night.', user: user(1, 'Ada'), comments: 3 },
  ...{ html_url: 'https://github.com/ada/tide/issues/7', created_at: '2026-02-01T10:00:00Z' },
};
const comment = (id: number, by: unknown, body: string | null) => ({
  ...{ id, body, user: by, html_url: `https://github.com/ada/tide/issues/7#issuecomment-${id}` },
  created_at: '2026-02-01T11:00:00Z',
});
const comments = [
  comment(11, user(2, 'bob'), 'Which version?'),
  comment(12, user(99, 'helper[bot]', 'Bot'), 'Thank you for your issue.'),
  comment(13, null, 'From an account that is gone'),
  comment(14, user(1, 'Ada'), '4.2'),
  comment(15, user(3, 'cem'), null),
];

const kit: ThreadKit = {
  ...{ origin: 'https://api.github.com', settings: {} },
  post: {
    ...{ id: PostId.parse('comment:11'), conversation: PostId.parse('583#7') },
    url: 'https://github.com/ada/tide/issues/7#issuecomment-11',
  },
  site: ({ url }) => {
    expect(url.pathname).toMatch(/^\/repos\/ada\/tide\/issues\/7(?:\/comments)?$/);
    return { body: url.pathname.endsWith('/comments') ? comments : issue };
  },
  found: [
    {
      post: { id: '583#7', kind: 'issue', text: 'Rows are lost\n\nEvery night.' },
      by: { handle: 'ada', id: '1' },
    },
    { post: { id: 'comment:11', inReplyTo: '583#7', conversation: '583#7' }, by: { handle: 'bob' } },
    { post: { id: 'comment:14', inReplyTo: '583#7', text: '4.2' }, by: { handle: 'ada' } },
  ],
  endless: ({ url }) => ({
    headers: { link: `<${url.href}&page=2>; rel="next"` },
    body: url.pathname.endsWith('/comments')
      ? Array.from({ length: Number(url.searchParams.get('per_page')) }, (_, n) =>
          comment(n, user(2, 'bob'), 'And?'),
        )
      : issue,
  }),
};

threadContract(github, kit);

const change = {
  ...{ ...issue, number: 8, pull_request: { url: 'https://api.github.com/repos/ada/tide/pulls/8' } },
  html_url: 'https://github.com/ada/tide/pull/8',
};
const remark = (id: number, by: object, to?: number) => ({
  ...{ ...comment(id, by, `Line ${id}`), html_url: `https://github.com/ada/tide/pull/8#discussion_r${id}` },
  ...(to !== undefined && { in_reply_to_id: to }),
});
const review = (id: number, body: string, submitted_at?: string) => ({
  ...{
    ...comment(id, user(2, 'bob'), body),
    html_url: `https://github.com/ada/tide/pull/8#pullrequestreview-${id}`,
  },
  ...{ created_at: undefined, submitted_at, state: 'COMMENTED' },
});

threadContract(github, {
  ...{ origin: 'https://api.github.com', settings: {} },
  post: {
    ...{ id: PostId.parse('review-comment:42'), conversation: PostId.parse('583#8') },
    url: 'https://github.com/ada/tide/pull/8#discussion_r42',
  },
  site: ({ url: { pathname } }) => {
    if (pathname.endsWith('/pulls/8/reviews'))
      return {
        body: [
          review(31, 'Nearly.', '2026-02-01T12:00:00Z'),
          review(32, '', '2026-02-01T12:00:00Z'),
          review(33, 'A draft'),
        ],
      };
    if (pathname.endsWith('/pulls/8/comments'))
      return {
        body: [remark(42, user(2, 'bob')), remark(43, user(1, 'Ada'), 42), remark(44, user(2, 'bob'), 41)],
      };
    return { body: pathname.endsWith('/comments') ? [] : change };
  },
  found: [
    { post: { id: '583#8', kind: 'issue' }, by: { handle: 'ada' } },
    { post: { id: 'review:31', inReplyTo: '583#8', text: 'Nearly.' }, by: { handle: 'bob' } },
    { post: { id: 'review-comment:42', inReplyTo: '583#8' } },
    { post: { id: 'review-comment:43', inReplyTo: 'review-comment:42', conversation: '583#8' } },
    { post: { id: 'review-comment:44', inReplyTo: 'review-comment:41' } },
  ],
  taken: ['review-comment:41'],
  endless: ({ url }) => {
    const many = Array.from({ length: Number(url.searchParams.get('per_page')) }, (_, n) => n);
    if (url.pathname.endsWith('/reviews'))
      return { body: many.map((n) => review(n, 'And?', '2026-02-01T12:00:00Z')) };
    return { body: url.pathname.endsWith('/comments') ? many.map((n) => remark(n, user(2, 'bob'))) : change };
  },
});

const spoken = (body: string, by: object | null, url = 'https://github.com/ada/tide/discussions/9') => ({
  ...{ body, url, createdAt: '2026-02-01T10:00:00Z', author: by },
});
const person = (databaseId: number | undefined, login: string) => ({
  ...{ login, url: `https://github.com/${login}`, avatarUrl: '' },
  ...(databaseId !== undefined && { databaseId }),
});
const said = (databaseId: number, by: object | null, more: object = {}) => ({
  ...{ ...spoken(`Says ${databaseId}`, by), databaseId, isMinimized: false, ...more },
});
const replies = (...nodes: readonly object[]) => ({ replies: { nodes } });
const discussed = (...nodes: readonly object[]) => ({
  ...{ ...spoken('Why looms?', person(1, 'Ada')), number: 9, title: 'Looms' },
  comments: { totalCount: 40, nodes },
});
const answered = (discussion: object | null, databaseId = 583) => ({
  body: { data: { repository: { databaseId, discussion } } },
});
const talk: ThreadKit = {
  ...{ origin: 'https://api.github.com', settings: { token: 'tok-fictional' }, secret: 'tok-fictional' },
  post: {
    ...{ id: PostId.parse('discussion-comment:52'), conversation: PostId.parse('583#9') },
    url: 'https://github.com/ada/tide/discussions/9#discussioncomment-52',
  },
  site: ({ url, method, body }) => {
    expect([method, url.pathname]).toEqual(['POST', '/graphql']);
    expect(JSON.parse(body)).toMatchObject({ variables: { owner: 'ada', name: 'tide', number: 9 } });
    return answered(
      discussed(
        said(
          51,
          person(2, 'bob'),
          replies(said(52, person(1, 'Ada')), said(53, person(undefined, 'helper'))),
        ),
        said(54, person(3, 'cem'), { isMinimized: true, ...replies(said(55, person(2, 'bob'))) }),
        said(56, null, replies()),
      ),
    );
  },
  found: [
    {
      post: { id: '583#9', text: 'Looms\n\nWhy looms?', counts: { replies: 40 } },
      by: { id: '1', handle: 'ada' },
    },
    { post: { id: 'discussion-comment:51', inReplyTo: '583#9' }, by: { handle: 'bob' } },
    { post: { id: 'discussion-comment:52', inReplyTo: 'discussion-comment:51', conversation: '583#9' } },
    { post: { id: 'discussion-comment:55', inReplyTo: 'discussion-comment:54' } },
  ],
  taken: ['discussion-comment:54'],
  endless: ({ body }) => {
    const first = Number(/"first":(\d+)/.exec(body)?.[1]);
    return answered(
      discussed(
        ...Array.from({ length: first }, (_, n) =>
          said(n, person(2, 'bob'), replies(said(900 + n, person(1, 'Ada')))),
        ),
      ),
    );
  },
  gone: () => ({
    body: { data: { repository: null }, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve' }] },
  }),
};

threadContract(github, talk);

describe('a discussion on GitHub', () => {
  it('is not asked for without a token, to which alone it would be answered', async () => {
    const post = keptPost(github, talk);
    expect(await readThread(github, { ...talk, settings: {} }, { post })).toEqual({
      found: [],
      requests: [],
    });
  });

  it('is not taken from another repository that stands at its path by now', async () => {
    expect((await readThread(github, talk, { site: always(answered(discussed(), 584)) })).found).toEqual([]);
  });

  it.each([
    ['RATE_LIMITED', 'rate-limited'],
    ['FORBIDDEN', 'forbidden'],
    ['INSUFFICIENT_SCOPES', 'rejected'],
  ])('that is refused as %s is %s', async (type, kind) => {
    const site = always({ body: { data: null, errors: [{ type, message: 'no' }] } });
    await expect(readThread(github, talk, { site })).rejects.toMatchObject({ kind });
  });
});
