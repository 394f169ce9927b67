import { expect } from 'vitest';
import { PostId } from '../../../src/core/ids.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
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

threadContract(github, {
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
});
