import { z } from 'zod';
import { WantedListening } from '../../core/listening/rule.ts';
import type { ListeningRule } from '../../core/listening/rule.ts';
import type { ListeningRows } from '../../ports/listening.ts';
import { clean, toJson } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { removeStrangers } from './strangers.ts';

const COLUMNS = 'rule_id, body, is_on, changed_by';

const ALL = statement(
  'listening.rules',
  `select ${COLUMNS} from kith.listening_rule where installation_id = $1 order by made_at, rule_id`,
);
const FIND = statement(
  'listening.rule',
  `select ${COLUMNS} from kith.listening_rule where installation_id = $1 and rule_id = $2`,
);
const MAKE = statement(
  'listening.make',
  `insert into kith.listening_rule (installation_id, body, changed_by, made_at) values ($1, $2, $3, $4)
   returning ${COLUMNS}`,
);
const CHANGE = statement(
  'listening.change',
  `update kith.listening_rule set body = $3, changed_by = $4
   where installation_id = $1 and rule_id = $2 returning ${COLUMNS}`,
);
const TURN = statement(
  'listening.turn',
  `update kith.listening_rule set is_on = $3, changed_by = $4
   where installation_id = $1 and rule_id = $2 returning ${COLUMNS}`,
);
// Profiles that only this rule heard, before it is gone with what it remembers.
const ONLY = statement(
  'listening.only heard by',
  `select distinct p.network, p.profile_id from kith.heard h
   join kith.post p on p.installation_id = $1 and p.network = h.network and p.post_id = h.post_id
   where h.installation_id = $1 and h.rule_id = $2 and not exists (
     select from kith.heard o join kith.post q on q.installation_id = $1 and q.network = o.network and q.post_id = o.post_id
     where o.installation_id = $1 and o.rule_id <> $2 and q.network = p.network and q.profile_id = p.profile_id)`,
);
const REMOVE = statement(
  'listening.remove',
  'delete from kith.listening_rule where installation_id = $1 and rule_id = $2 returning 1',
);

const Row = z
  .object({ rule_id: z.string(), body: WantedListening, is_on: z.boolean(), changed_by: z.string() })
  .transform((row): ListeningRule => ({
    ...{ id: row.rule_id, wanted: row.body, on: row.is_on, changedBy: row.changed_by },
  }));

type Rules = Pick<ListeningRows, 'rules' | 'find' | 'make' | 'change' | 'turn' | 'remove'>;

export function listeningRules(s: Session): Rules {
  const one = (row: object | undefined) => row && Row.parse(row);
  return {
    rules: async () => z.array(Row).parse(await s.named(ALL, [s.installation])),
    find: async (id) => one((await s.named(FIND, [s.installation, id]))[0]),
    make: async (wanted, by, at) =>
      Row.parse((await s.named(MAKE, [s.installation, toJson(wanted), clean(by), at]))[0]),
    change: async (id, wanted, by) =>
      one((await s.named(CHANGE, [s.installation, id, toJson(wanted), clean(by)]))[0]),
    turn: async (id, on, by) => one((await s.named(TURN, [s.installation, id, on, clean(by)]))[0]),
    remove: async (id) => {
      const only = await s.named<{ network: string; profile_id: string }>(ONLY, [s.installation, id]);
      await removeStrangers(s, only);
      return (await s.named(REMOVE, [s.installation, id])).length > 0;
    },
  };
}
