import { expect } from 'vitest';
import { mentionsContract } from '../../../tests/contract/network/mentions.ts';
import questions from './fixtures/questions.json' with { type: 'json' };
import { stackexchange } from './index.ts';

const owner = {
  account_id: 99,
  user_id: 7,
  display_name: 'Ada &amp; co',
  link: 'https://stackoverflow.com/users/7/ada',
};
const [first] = questions.items;
const asked = { ...first, owner, tags: ['social-crm'] };
const gone = { ...first, question_id: 2, owner: { display_name: 'user1' } };

mentionsContract(stackexchange, {
  ...{ origin: 'https://api.stackexchange.com', settings: {} },
  question: { kind: 'words', words: ['social crm', 'a [tag]'] },
  site: ({ url: { searchParams } }) => ({
    body: { items: Number(searchParams.get('fromdate')) > 1_600_000_000 ? [] : [asked, gone] },
  }),
  found: [
    {
      post: { kind: 'question' },
      by: { id: '99', handle: '7', name: 'Ada & co' },
      tags: ['social_crm'],
    },
  ],
  asks: ({ url: { pathname, searchParams } }) => {
    expect(pathname).toBe('/2.3/search/advanced');
    expect(searchParams.get('q')).toBe('"social crm" "a  tag"');
  },
});
