import type { ErasureRows } from '../ports/erasures.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const REMEMBER = statement(
  'erasure.asked',
  `insert into kith.erasure_asked (installation_id, code, network, erased_at) values ($1, $2, $3, $4)
   on conflict do nothing`,
);
const FIND = statement(
  'erasure.of code',
  'select network, erased_at as at from kith.erasure_asked where installation_id = $1 and code = $2',
);
// An id that is part of a longer one blanks more than was asked, never less.
const BLANK = statement(
  'erasure.blank deliveries',
  `update kith.delivery set body = ''
   where installation_id = $1 and connector = $2 and status = 'done'
     and position(convert_to($3, 'UTF8') in body) > 0`,
);

export function erasures(s: Session): ErasureRows {
  return {
    remember: async (code, { network, at }) => {
      await s.named(REMEMBER, [s.installation, code, network, at]);
    },
    find: async (code) => (await s.named<{ network: string; at: Date }>(FIND, [s.installation, code]))[0],
    blank: async ({ network, id }) => {
      await s.named(BLANK, [s.installation, network, id]);
    },
  };
}
