import { ContactId } from '../../core/ids.ts';
import type { RuleRows } from '../../ports/rules.ts';
import { clean } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

// An older fact, met later, does not stand before a newer one.
const SET = statement(
  'rule.set fields',
  `insert into kith.rule_field as f (installation_id, contact_id, rule_id, field, value, mode, at)
   select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[])
   on conflict (installation_id, contact_id, field, rule_id) do update set
     value = excluded.value, mode = excluded.mode, at = excluded.at, undone = false
   where f.undone or f.at <= excluded.at`,
);
// Whoever writes these fields at this moment is waited for: what they leave behind must be seen.
const WRITER = statement(
  'rule.wait for writer',
  `select 1 from kith.outbox where installation_id = $1 and contact_id = $2 and exists (
     select from kith.rule_field where installation_id = $1 and contact_id = $2) for update`,
);
const OF = statement(
  'rule.fields of',
  `select field, value, mode, at, undone from kith.rule_field
   where installation_id = $1 and contact_id = $2 order by field, at, rule_id`,
);
const UNDO = statement(
  'rule.undo fields',
  `update kith.rule_field set undone = true
   where installation_id = $1 and rule_id = $2 and not undone returning contact_id`,
);

interface FieldRow {
  readonly field: string;
  readonly value: string;
  readonly mode: 'fill blank' | 'overwrite';
  readonly at: Date;
  readonly undone: boolean;
}

export function setFields(s: Session): Pick<RuleRows, 'setFields' | 'fieldsOf' | 'undoFields'> {
  return {
    setFields: async (contact, rule, fields) => {
      if (fields.length === 0) return;
      await s.named(SET, [
        ...[s.installation, contact, rule, fields.map(({ field }) => clean(field))],
        ...[fields.map(({ value }) => clean(value)), fields.map(({ mode }) => mode)],
        fields.map(({ at }) => at),
      ]);
    },
    fieldsOf: async (contact) => {
      const values = [s.installation, contact];
      const [, rows] = await Promise.all([s.named(WRITER, values), s.named<FieldRow & object>(OF, values)]);
      return rows;
    },
    undoFields: async (rule) => {
      const rows = await s.named<{ contact_id: string }>(UNDO, [s.installation, rule]);
      return [...new Set(rows.map((row) => ContactId.parse(row.contact_id)))];
    },
  };
}
