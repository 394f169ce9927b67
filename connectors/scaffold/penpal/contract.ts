import { networkContract } from '../../../tests/contract/network.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import account from './fixtures/account.json' with { type: 'json' };
import letters from './fixtures/letters.json' with { type: 'json' };
import { penpal } from './index.ts';

const site: Site = ({ url }) => {
  if (url.searchParams.has('name')) return { body: [account] };
  if (!url.pathname.endsWith('/letters')) return { body: account };
  return { body: url.searchParams.get('page') === '1' ? letters : { letters: [] } };
};

networkContract(penpal, {
  origin: 'https://api.penpal.example',
  settings: { apiKey: 'penpal-key-fictional-0123456789' },
  secret: 'penpal-key-fictional-0123456789',
  known: { handle: 'ada', id: '1815', name: 'Ada Quist', site, says: { name: 'Ada Quist', handle: 'ada' } },
  unknown: {
    handle: 'nobody',
    id: '404',
    site: ({ url }) => (url.searchParams.has('name') ? { body: [] } : { status: 404, body: {} }),
  },
  endless: ({ url }) =>
    url.pathname.endsWith('/letters') ? { body: { ...letters, next: 'again' } } : { body: account },
});
