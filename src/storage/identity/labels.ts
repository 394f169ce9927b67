import { Answer } from '../../core/identity/answer.ts';
import type { Label } from '../../core/identity/matcher/relearn.ts';
import { ContactId } from '../../core/ids.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

/** So many answers are learnt from, the newest; beyond that one more teaches nothing new. */
const MOST = 2_000;

// The newest word on each link, whoever said it, unless it was taken back. In one order, so that the same answers give
// the same model.
const LABELS = statement(
  'label.read',
  `select label, says = 'confirmed' as same from (
     select distinct on (contact_id, network, profile_id) contact_id, network, profile_id, decided_at, says, label
     from kith.verdict where installation_id = $1
     order by contact_id, network, profile_id, decided_at desc) v
   where says <> 'withdrawn' and label is not null
   order by decided_at desc, contact_id, network, profile_id limit ${MOST}`,
);

export async function labels(s: Session): Promise<readonly Label[]> {
  const rows = await s.named<{ label: unknown; same: boolean }>(LABELS, [s.installation]);
  return rows.flatMap(({ label, same }) => {
    const answer = Answer.safeParse(label).data;
    return answer ? [{ ...answer, same }] : [];
  });
}

// Those that wait in the review queue come first. They count as weighed again from here on: each has its job.
const DUE = statement(
  'weighed.due',
  `with due as (
     (select distinct contact_id from (
        select l.contact_id from kith.link l join kith.weighed w
          on w.installation_id = $1 and w.contact_id = l.contact_id and w.generation < $2
        where l.installation_id = $1 and l.status = 'suggested' order by l.asking desc limit $3) asked)
     union
     (select contact_id from kith.weighed where installation_id = $1 and generation < $2
      order by generation, contact_id limit $3)
   )
   update kith.weighed w set generation = $2 from due where w.installation_id = $1 and w.contact_id = due.contact_id
   returning w.contact_id as id`,
);

/** Contacts that an earlier model weighed last, about `limit` of them. */
export async function weighedBefore(
  s: Session,
  generation: number,
  limit: number,
): Promise<readonly ContactId[]> {
  const rows = await s.named<{ id: string }>(DUE, [s.installation, generation, limit]);
  return rows.map(({ id }) => ContactId.parse(id)).toSorted();
}
