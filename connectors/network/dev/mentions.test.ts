import { expect } from 'vitest';
import { mentionsContract } from '../../../tests/contract/network/mentions.ts';
import articles from './fixtures/articles.json' with { type: 'json' };
import { dev } from './index.ts';

const [first] = articles;
const user = { user_id: 7, username: 'Ada_L', name: 'Ada Lovelace' };

mentionsContract(dev, {
  ...{ origin: 'https://dev.to', settings: {} },
  question: { kind: 'tag', tag: 'social_crm' },
  site: () => ({
    body: [
      { ...first, user, tag_list: ['socialcrm'] },
      { ...first, id: 2, user: { name: 'An organisation' } },
    ],
  }),
  found: [{ post: { kind: 'post' }, by: { id: '7', handle: 'ada_l' }, tags: ['socialcrm'] }],
  asks: ({ url: { pathname, searchParams } }) => {
    expect([pathname, searchParams.get('tag'), searchParams.get('state')]).toEqual([
      ...['/api/articles', 'socialcrm', 'fresh'],
    ]);
  },
});
