import { expect } from 'vitest';
import { mentionsContract } from '../../../tests/contract/network/mentions.ts';
import { github } from './index.ts';

const origin = 'https://api.github.com';
const user = { id: 583_231, login: 'Octocat', type: 'User', html_url: 'https://github.com/octocat' };
const issue = {
  ...{ number: 7, title: 'Kith breaks', body: 'It does.', html_url: 'https://github.com/acme/app/issues/7' },
  ...{ created_at: '2026-03-01T00:00:00Z', repository_url: `${origin}/repos/acme/app`, user, comments: 2 },
};
const bot = { ...issue, number: 8, user: { ...user, type: 'Bot' } };

mentionsContract(github, {
  ...{ origin, settings: {} },
  question: { kind: 'words', words: ['kith', 'say "it"'] },
  site: ({ url: { pathname, searchParams } }) => {
    if (pathname === '/repos/acme/app') return { body: { id: 1_296_269, private: false } };
    const isNew = (searchParams.get('q') ?? '').includes('created:>=2026-03-04');
    return { body: { items: isNew ? [] : [issue, bot] } };
  },
  found: [
    {
      post: { id: '1296269#7', kind: 'issue', text: 'Kith breaks\n\nIt does.' },
      by: { id: '583231', handle: 'octocat' },
    },
  ],
  asks: ({ url: { pathname, searchParams } }) => {
    expect(pathname).toBe('/search/issues');
    expect(searchParams.get('q')).toMatch(/^"kith" "say\s+it" created:>=\S+ is:public$/);
  },
});
