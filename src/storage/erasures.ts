import type { ErasureRows } from '../ports/erasures.ts';
import { forgetTracesOfProfiles } from './traces.ts';
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
export function erasures(s: Session): ErasureRows {
  return {
    remember: async (code, { network, at }) => {
      await s.named(REMEMBER, [s.installation, code, network, at]);
    },
    find: async (code) => (await s.named<{ network: string; at: Date }>(FIND, [s.installation, code]))[0],
    forgetTraces: (profile) => forgetTracesOfProfiles(s, [profile]),
  };
}
