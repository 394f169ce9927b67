import { expect } from 'vitest';
import { mentionsContract } from '../../../tests/contract/network/mentions.ts';
import member from './fixtures/user.json' with { type: 'json' };
import { discourse } from './index.ts';

const { username, id } = member.user;
const post = {
  username,
  created_at: '2026-03-01T00:00:00Z',
  blurb: 'We use kith',
  topic_id: 12,
  post_number: 3,
};
const hidden = { ...post, username: 'hidden', post_number: 4 };

mentionsContract(discourse, {
  ...{ origin: 'https://forum.example', settings: { apiKey: 'secret' } },
  question: { kind: 'words', words: ['we use'] },
  site: ({ url: { pathname } }) => {
    if (pathname === '/search.json')
      return {
        body: {
          posts: [post, hidden],
          topics: [{ id: 12, title: 'Tools', slug: 'tools', tags: ['social-crm'] }],
        },
      };
    const user = pathname.includes('hidden')
      ? { ...member.user, id: 99, username: 'hidden', profile_hidden: true }
      : member.user;
    return pathname.startsWith('/u/') ? { body: { user } } : { status: 404, body: {} };
  },
  found: [
    {
      post: { id: '12/3', kind: 'reply', text: 'We use kith' },
      by: { id: String(id) },
      tags: ['social_crm'],
    },
  ],
  asks: ({ url: { pathname, searchParams }, headers }) => {
    expect(pathname).toBe('/search.json');
    expect(searchParams.get('q')).toMatch(/^"we use" order:latest after:\d{4}-\d\d-\d\d$/);
    expect(headers).not.toHaveProperty('api-key');
  },
});
