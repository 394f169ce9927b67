import { expect } from 'vitest';
import { mentionsContract } from '../../../tests/contract/network/mentions.ts';
import account from './fixtures/account.json' with { type: 'json' };
import statuses from './fixtures/statuses.json' with { type: 'json' };
import { fediverse } from './index.ts';

const actor = 'https://far.example/users/grace';
const [first] = statuses;
const author = {
  ...account,
  id: '77',
  uri: actor,
  url: 'https://far.example/@grace',
  acct: 'grace@far.example',
};
const status = {
  ...first,
  ...{ id: '9', uri: `${actor}/statuses/1`, url: 'https://far.example/@grace/1', visibility: 'public' },
  ...{ created_at: '2026-03-01T00:00:00.000Z', content: '<p>I like #kith</p>', spoiler_text: '' },
  ...{ mentions: [{ acct: 'babbage' }, { acct: 'no address' }, { acct: 'ada@far.example' }] },
  ...{ in_reply_to_id: '8', reblog: null, account: { ...author, bot: false, group: false } },
};
const forged = { ...status, uri: 'https://other.example/statuses/1' };
const quiet = { ...status, uri: `${actor}/statuses/2`, visibility: 'unlisted' };

mentionsContract(fediverse, {
  ...{ origin: 'https://social.example', settings: { tags: 'social.example' } },
  question: { kind: 'tag', tag: 'kith' },
  site: () => ({ body: [status, forged, quiet] }),
  found: [
    {
      post: {
        ...{ id: `${actor}/statuses/1`, kind: 'reply', text: 'I like #kith' },
        names: [{ handle: 'babbage@social.example' }, { handle: 'ada@far.example' }],
      },
      by: { id: actor, handle: 'grace@far.example' },
    },
  ],
  asks: ({ url: { pathname } }) => expect(pathname).toBe('/api/v1/timelines/tag/kith'),
});
