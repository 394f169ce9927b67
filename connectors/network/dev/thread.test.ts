import { describe, expect, it } from 'vitest';
import { PostId } from '../../../src/core/ids.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
import { readThread } from '../../../tests/contract/network/thread-kit.ts';
import type { ThreadKit } from '../../../tests/contract/network/thread-kit.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import articles from './fixtures/articles.json' with { type: 'json' };
import comments from './fixtures/comments.json' with { type: 'json' };
import { dev } from './index.ts';

const recorded = articles.find(({ id }) => id === 202);
/** One article has its tags in one string. */
const article = {
  ...recorded,
  user: { username: 'ada_l', name: 'Ada Lovelace', user_id: 1815 },
  tag_list: 'looms, css',
};
const [question, deleted] = comments;
const late = { ...question, id_code: 'm360', body_html: '<p>What was it?</p>', children: [] };
const trees = [question, { ...deleted, children: [late] }];

const site: Site = ({ url }) => {
  if (url.pathname === '/api/articles/202') return { body: article };
  expect(url.searchParams.get('a_id')).toBe('202');
  return { body: trees };
};

/** Nested as deep as somebody likes. */
const deep = (depth: number): object => ({
  ...late,
  id_code: `d${depth}`,
  children: depth > 300 ? [] : [deep(depth + 1)],
});

const kit: ThreadKit = {
  ...{ origin: 'https://dev.to', settings: {}, site },
  post: {
    ...{ id: PostId.parse('comment:m358'), conversation: PostId.parse('article:202') },
    url: 'https://dev.to/ada_l/comment/m358',
  },
  found: [
    { post: { id: 'article:202', kind: 'post' }, by: { id: '1815', handle: 'ada_l' } },
    {
      post: { id: 'comment:m357', inReplyTo: 'article:202', text: 'Does it multiply?' },
      by: { id: '1791', handle: 'charles' },
    },
    {
      post: { id: 'comment:m358', inReplyTo: 'comment:m357', conversation: 'article:202' },
      by: { handle: 'ada_l' },
    },
    { post: { id: 'comment:m360', inReplyTo: 'comment:m359' }, by: { handle: 'charles' } },
  ],
  taken: ['comment:m359'],
  endless: ({ url }) => ({ body: url.pathname.endsWith('/comments') ? [deep(1)] : article }),
};

threadContract(dev, kit);

describe('an article on DEV', () => {
  it('of an organisation is read with what people say below it', async () => {
    const organised: Site = (asked) =>
      asked.url.pathname.endsWith('/202')
        ? { body: { ...article, user: { username: 'acme' } } }
        : site(asked);
    const { found, requests } = await readThread(dev, kit, { site: organised });
    expect(found.map(({ post }) => post.kind)).toEqual(['comment', 'comment', 'comment']);
    expect(requests).toHaveLength(2);
  });
});
