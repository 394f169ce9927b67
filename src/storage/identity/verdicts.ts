import type { ContactId } from '../../core/ids.ts';
import type { Answer } from '../../core/identity/answer.ts';
import { Verdict } from '../../core/identity/link.ts';
import { toJson } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { MEMBERS } from './members.ts';

const VERDICTS = statement(
  'verdict.read',
  `with ${MEMBERS}
   select v.network, v.profile_id as profile, v.says, v.decided_by as by, v.decided_at as at from member m
   join kith.verdict v on v.installation_id = $1 and v.contact_id = m.contact_id
   order by v.decided_at, v.contact_id`,
);

/** What people said of a contact's links, and of those of the contacts merged into it, oldest first. */
export async function verdicts(s: Session, contact: ContactId): Promise<readonly Verdict[]> {
  return (await s.named(VERDICTS, [s.installation, contact])).map((row) =>
    Verdict.parse({ ...row, contact }),
  );
}

const DECIDE = statement(
  'verdict.decide',
  `insert into kith.verdict (installation_id, contact_id, network, profile_id, decided_at, says, decided_by, label)
   values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict (installation_id, contact_id, network, profile_id, decided_at) do update set
     says = excluded.says, decided_by = excluded.decided_by, label = excluded.label`,
);

export async function decide(s: Session, verdict: Verdict, label: Answer | undefined): Promise<void> {
  const { contact, network, profile, at, says, by } = verdict;
  const answered = label === undefined ? null : toJson(label);
  await s.named(DECIDE, [s.installation, contact, network, profile, at, says, by, answered]);
}
