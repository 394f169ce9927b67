import { networkContract } from '../../../tests/contract/network.ts';
import account from './fixtures/account.json' with { type: 'json' };
import { yours } from './index.ts';

networkContract(yours, {
  origin: 'https://api.yours.invalid',
  settings: { apiKey: 'yours-key-fictional-0123456789' },
  secret: 'yours-key-fictional-0123456789',
  known: { handle: 'ada', id: '1815', site: () => ({ body: account }), says: {} },
  unknown: { handle: 'nobody', id: '404', site: () => ({ status: 404, body: {} }) },
});
