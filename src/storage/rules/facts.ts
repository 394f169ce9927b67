import { z } from 'zod';
import { Contact } from '../../core/contact.ts';
import { labelsBy } from '../../core/conversation/own-labels/version.ts';
import { ContactId } from '../../core/ids.ts';
import { Influence } from '../../core/influence/influence.ts';
import { present } from '../../core/present.ts';
import { Profile } from '../../core/profile.ts';
import { Signal } from '../../core/record/signal.ts';
import { knownOf } from '../../core/rules/fact.ts';
import type { ContactFact } from '../../core/rules/fact.ts';
import type { RuleRows } from '../../ports/rules.ts';
import { readPost } from '../posts.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

/** The key of a fact, by what tells it from others. */
export const KEY = (...parts: readonly string[]) =>
  `encode(sha256(convert_to(json_build_array(${parts.join(', ')})::text, 'UTF8')), 'hex')`;

// Posts of linked profiles that may be quoted, and open signals; what is linked to two contacts is a fact of each.
const FACTS = statement(
  'rule.facts',
  `with fact as (
     select ${KEY("'post'", 'l.contact_id', 'p.network', 'p.post_id')} as key, p.published_at as at, l.contact_id,
       p.network, p.profile_id, p.body as post, null as signal, p.body ->> 'url' as url
     from kith.post p
     join kith.link l on l.installation_id = $1 and l.network = p.network and l.profile_id = p.profile_id
       and l.status in ('auto', 'confirmed')
     join kith.profile f on f.installation_id = $1 and f.network = p.network and f.profile_id = p.profile_id
       and f.body ->> 'standing' = 'active' and f.body -> 'reserved' = 'false'
     where p.installation_id = $1 and p.published_at >= $2 and ($3::text is null or l.contact_id = $3)
     union all
     select ${KEY("'signal'", 's.contact_id', 's.network', 's.profile_id', 's.kind', 'extract(epoch from s.since)')}, s.since,
       s.contact_id, s.network, s.profile_id, null, s.kind, s.url
     from kith.signal s
     where s.installation_id = $1 and s.since >= $2 and s.status = 'open' and ($3::text is null or s.contact_id = $3)
   )
   select fact.*, f.influence, f.body -> 'declines' as declines, c.body as contact,
     (select version from kith.own_labels where installation_id = $1) as taught
   from fact
   join kith.profile f on f.installation_id = $1 and f.network = fact.network and f.profile_id = fact.profile_id
   join kith.contact c on c.installation_id = $1 and c.contact_id = fact.contact_id
   where ($4::uuid is null or not exists (select from kith.rule_match m where m.installation_id = $1
       and m.rule_id = $4 and m.fact_key = fact.key and m.outcome <> 'held'))
     and ($5::timestamptz is null or (fact.at, fact.key) > ($5, $6))
   order by fact.at, fact.key limit $7`,
);

const Row = z
  .object({
    ...{ key: z.string(), at: z.date(), contact_id: ContactId, network: z.string(), profile_id: z.string() },
    ...{ post: z.unknown(), signal: Signal.shape.kind.nullable(), url: z.string() },
    ...{ influence: Influence.nullable(), declines: Profile.shape.declines.nullable(), contact: Contact },
    taught: z.string().nullable(),
  })
  .transform((row): ContactFact => {
    const { key, at, contact_id: contact, network, profile_id: profile, url } = row;
    const post = row.post === null ? undefined : readPost(row.post);
    const { tone, language, intents, emotion, toxicity } = post?.reading ?? {};
    const labels = post?.reading && labelsBy(row.taught ?? undefined, post.reading);
    return {
      ...{ about: 'contact', key, at, contact, network, profile, url, known: knownOf(row.contact) },
      ...present({
        signal: row.signal ?? undefined,
        text: row.declines?.includes('search') ? undefined : post?.text,
      }),
      ...present({ tone: tone?.label, language, intents, emotion, toxicity, labels }),
      ...(row.influence?.known && { influence: row.influence.percentile }),
    };
  });

export function facts(s: Session): RuleRows['facts'] {
  return async (since, { contact, unmet, after }, limit) => {
    const place = [after?.at ?? null, after?.key ?? null];
    const values = [s.installation, since, contact ?? null, unmet ?? null, ...place, limit];
    return z.array(Row).parse(await s.named(FACTS, values));
  };
}
