import { ContactId } from '../../core/ids.ts';
import type { RuleRows } from '../../ports/rules.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const WAIT = statement(
  'rule.wait',
  'insert into kith.rule_waiting (installation_id, contact_id) values ($1, $2) on conflict do nothing',
);
const TAKE = statement(
  'rule.take waiting',
  `delete from kith.rule_waiting where installation_id = $1 and contact_id in (
     select contact_id from kith.rule_waiting where installation_id = $1
     order by contact_id limit $2 for update skip locked) returning contact_id`,
);

/** Contacts of whom the CRM is to be asked. */
export function waiting(s: Session): Pick<RuleRows, 'wait' | 'takeWaiting'> {
  return {
    wait: async (contact) => {
      await s.named(WAIT, [s.installation, contact]);
    },
    takeWaiting: async (limit) => {
      const rows = await s.named<{ contact_id: string }>(TAKE, [s.installation, limit]);
      return rows.map((row) => ContactId.parse(row.contact_id));
    },
  };
}
