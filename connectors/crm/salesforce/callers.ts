import type { CrmApp } from '../../../src/ports/crm.ts';
import type { CallerKit } from '../../../tests/contract/crm/caller-kit.ts';
import { wholeId } from './ids.ts';
import { keyFor } from './visitor.ts';

const USER = '005Ws0000000042';

/** How an org's Apex calls us, as the contract of all CRM connectors needs it. */
export function callersOf(app: CrmApp): CallerKit {
  return {
    secret: app.keySecret ?? '',
    visit: ({ account, method, path, body, secret }) => {
      const key = secret === '' ? '' : keyFor({ ...app, keySecret: secret }, account);
      const headers = { 'x-kith-org': account, 'x-kith-user': USER, authorization: `Bearer ${key}` };
      return { method, path, headers, body };
    },
    visitor: { user: wholeId(USER) ?? '' },
    otherAccount: '00DWs0000000002MAA',
  };
}
