import { z } from 'zod';
import type { Spent } from '../../core/governance/budget.ts';
import { NetworkId } from '../../core/ids.ts';
import type { SpendingRows } from '../../ports/spending.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

// One statement, so that of two who ask at once the second sees what the first took.
const RESERVE = statement(
  'spending.reserve',
  `insert into kith.spending as s (installation_id, network, month, asked, micros)
   select $1, $2, $3, 1, $4::bigint where $4::bigint <= $5::bigint
   on conflict (installation_id, network, month) do update set
     asked = s.asked + 1, micros = s.micros + excluded.micros
   where s.micros + excluded.micros <= $5::bigint
   returning 1`,
);
const GIVE_BACK = statement(
  'spending.give back',
  `update kith.spending set micros = greatest(0, micros - $4::bigint)
   where installation_id = $1 and network = $2 and month = $3`,
);
const IN = statement(
  'spending.in',
  `select network, asked::float8 as asked, micros::float8 as micros from kith.spending
   where installation_id = $1 and month = $2 order by network`,
);

const Row = z.object({ network: NetworkId, asked: z.number(), micros: z.number() });

export function spending(s: Session): SpendingRows {
  return {
    reserve: async (network, month, most, cap) =>
      (await s.named(RESERVE, [s.installation, network, month, most, cap])).length > 0,
    giveBack: async (network, month, unspent) => {
      await s.named(GIVE_BACK, [s.installation, network, month, unspent]);
    },
    in: async (month): Promise<readonly Spent[]> =>
      (await s.named(IN, [s.installation, month])).map((row) => Row.parse(row)),
  };
}
