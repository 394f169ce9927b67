import { z } from 'zod';
import { Contact } from '../core/contact.ts';
import { Consent } from '../core/governance/consent.ts';
import { FieldTrail } from '../core/governance/field-trail.ts';
import { Mapping } from '../core/governance/settings.ts';
import { Link } from '../core/identity/link.ts';
import { NetworkId, ProfileId } from '../core/ids.ts';
import type { ContactId } from '../core/ids.ts';
import { WantedListening } from '../core/listening/rule.ts';
import { Influence } from '../core/influence/influence.ts';
import { Profile } from '../core/profile.ts';
import type { Asked, RecordFacts } from '../core/record/facts.ts';
import type { MappedState } from '../core/record/mapped-state.ts';
import { RaisedAlert } from '../core/warning/raised.ts';
import type { Workspace } from '../ports/store.ts';
import { clean } from './json.ts';
import { MEMBERS } from './identity/members.ts';
import { readPost } from './posts.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

// Looked up row by row (`offset 0`): where PostgreSQL knows little of a table yet, a join would read all posts of a network.
// Who asked not to be shown, or not to be proposed to whoever does not know them, is not named beside somebody else.
const ENGAGERS = `(
  select coalesce(json_agg(json_build_object('name', coalesce(g.body ->> 'name', g.handle), 'url', g.body ->> 'url')
    order by e.place), '[]')
  from (select network, giver, place from kith.engager
    where installation_id = $1 and network = p.network and profile_id = p.profile_id offset 0) e
  cross join lateral (select handle, body from kith.profile
    where installation_id = $1 and network = e.network and profile_id = e.giver offset 0) g
  where g.body -> 'reserved' = 'false' and g.body ->> 'standing' = 'active'
    and not coalesce(g.body -> 'declines', '[]') ?| array['search', 'suggestion'])`;

const ROWS = statement(
  'record.rows',
  `with ${MEMBERS}, l as materialized (
     select network, profile_id, status, body from kith.link where installation_id = $1 and contact_id = $2
   ), newest as (
     select l.network, n.post_id from l cross join lateral (
       select post_id, published_at from kith.post
       where installation_id = $1 and network = l.network and profile_id = l.profile_id
       order by published_at desc limit 20) n
     where l.status in ('auto', 'confirmed')
     order by n.published_at desc, n.post_id limit 20
   ), telling as (
     select distinct on (l.network, l.profile_id, kind) l.network, n.post_id from l cross join lateral (
       select post_id, published_at, tells from kith.post
       where installation_id = $1 and network = l.network and profile_id = l.profile_id and tells <> '{}'
       order by published_at desc limit 100) n
     cross join unnest(n.tells) kind
     where l.status in ('auto', 'confirmed')
     order by l.network, l.profile_id, kind, n.published_at desc
   )
   select c.body as contact,
     coalesce((select sample from kith.installation where installation_id = $1), false) as sample,
     (select coalesce(json_agg(body order by network, profile_id), '[]') from l) as links,
     (select coalesce(json_agg(json_build_object('profile', p.body, 'influence', p.influence, 'engagers', ${ENGAGERS})
         order by p.network, p.profile_id), '[]')
       from l cross join lateral (select network, profile_id, body, influence from kith.profile
         where installation_id = $1 and network = l.network and profile_id = l.profile_id offset 0) p) as profiles,
     (select coalesce(json_agg(p.body order by p.published_at desc, p.post_id), '[]')
       from (select * from newest union select * from telling) n
       cross join lateral (select post_id, published_at, body from kith.post
         where installation_id = $1 and network = n.network and post_id = n.post_id offset 0) p) as posts,
     (select coalesce(json_agg(json_build_object('network', network, 'at', asked_at, 'outcome', outcome, 'says', says)
         order by network), '[]')
       from kith.asked where installation_id = $1 and contact_id = $2) as asked,
     (select coalesce(json_agg(json_build_object('network', network, 'id', profile_id, 'jobs', jobs)
         order by network, profile_id), '[]') from (
       select j.network, j.profile_id, json_agg(json_strip_nulls(json_build_object(
         'since', j.since, 'employer', j.employer, 'title', j.title)) order by j.since) as jobs
       from l cross join lateral (select network, profile_id, since, employer, title from kith.profile_job
         where installation_id = $1 and network = l.network and profile_id = l.profile_id offset 0) j
       where l.status in ('auto', 'confirmed') group by 1, 2) seen) as jobs,
     (select coalesce(json_agg(s order by s.at desc, s.network, s.id), '[]') from (
       select distinct on (d.network, d.profile_id) d.network, d.profile_id as id, p.body ->> 'url' as url,
         r.body ->> 'name' as about, a.at, a.level, a.body -> 'measure' as measure, a.body -> 'hours' as hours,
         a.body -> 'observed' as observed, a.body -> 'expected' as expected
       from l cross join lateral (select network, profile_id, post_id, alert_id from kith.alert_post
         where installation_id = $1 and network = l.network and profile_id = l.profile_id offset 0) d
       cross join lateral (select alert_id, rule_id, level, at, body from kith.alert
         where installation_id = $1 and alert_id = d.alert_id offset 0) a
       cross join lateral (select body from kith.listening_rule
         where installation_id = $1 and rule_id = a.rule_id offset 0) r
       cross join lateral (select body from kith.post
         where installation_id = $1 and network = d.network and post_id = d.post_id offset 0) p
       where l.status in ('auto', 'confirmed')
       order by d.network, d.profile_id, a.at desc, array_position(array['crisis', 'warn', 'watch'], a.level), a.alert_id
     ) s) as spikes,
     (select coalesce(json_agg(json_build_object('contact', $2, 'network', network, 'at', given_at, 'by', given_by,
         'says', says) order by network), '[]') from (
       select distinct on (a.network) a.network, a.given_at, a.given_by, a.says from member m
       join kith.consent a on a.installation_id = $1 and a.contact_id = m.contact_id
       order by a.network, a.given_at desc) agreed) as consents,
     (select coalesce(json_agg(body order by made_at, rule_id), '[]') from (
       select made_at, rule_id, body from kith.listening_rule where installation_id = $1 and is_on
       order by made_at, rule_id limit 50) named) as vocabulary,
     (select json_build_object('mappings', g.settings -> 'mappings', 'labels', g.labels, 'trails',
         (select coalesce(json_object_agg(t.field, t.body), '{}') from kith.field_trail t
           where t.installation_id = $1 and t.contact_id = $2))
       from kith.governance g where g.installation_id = $1 and g.settings -> 'mappings' <> '[]') as mapped
   from kith.contact c where c.installation_id = $1 and c.contact_id = $2`,
);

// Two derivations of one record would overtake each other: the later facts must not be followed by the earlier.
const ALONE = statement(
  'record.alone',
  'select 1 from kith.contact where installation_id = $1 and contact_id = $2 for no key update',
);

const MappedRow = z
  .object({
    mappings: z.array(Mapping),
    labels: z.record(z.string(), z.string()),
    trails: z.record(z.string(), FieldTrail),
  })
  .transform(({ mappings, labels, trails }): MappedState => ({
    mappings: mappings.map((one) => ({ ...one, label: labels[one.field] ?? one.field })),
    trails,
  }));

const SpikeRow = RaisedAlert.pick({
  level: true,
  measure: true,
  hours: true,
  observed: true,
  expected: true,
}).extend({
  ...{ network: NetworkId, id: ProfileId, url: z.string(), about: z.string(), at: z.coerce.date() },
});

const Rows = z.object({
  contact: Contact,
  sample: z.boolean(),
  links: z.array(Link),
  profiles: z.array(
    z.object({
      profile: Profile,
      influence: Influence.nullable(),
      engagers: z.array(z.object({ name: z.string(), url: z.string() })),
    }),
  ),
  posts: z.array(z.unknown()),
  asked: z.array(
    z.object({
      network: NetworkId,
      at: z.coerce.date(),
      outcome: z.enum(['found', 'nobody', 'trouble']),
      says: z.string().nullable(),
    }),
  ),
  jobs: z.array(
    z.object({
      network: NetworkId,
      id: ProfileId,
      jobs: z.array(
        z.object({ since: z.coerce.date(), employer: z.string().optional(), title: z.string().optional() }),
      ),
    }),
  ),
  consents: z.array(Consent),
  vocabulary: z.array(WantedListening),
  spikes: z.array(SpikeRow),
  mapped: MappedRow.nullable(),
});

/** Everything the record of one contact is derived from, in one statement. */
export async function recordRows(s: Session, contact: ContactId): Promise<RecordFacts | undefined> {
  const [row] = await s.named(ROWS, [s.installation, contact]);
  if (!row) return undefined;
  const { profiles, posts, asked, mapped, consents, vocabulary, spikes, ...facts } = Rows.parse(row);
  return {
    ...facts,
    ...(mapped && { mapped }),
    ...(consents.length > 0 && { consents }),
    ...(vocabulary.length > 0 && { vocabulary }),
    ...(spikes.length > 0 && { spikes }),
    profiles: profiles.map(({ profile, influence, engagers }) => ({
      ...profile,
      ...(influence && { influence }),
      ...(engagers.length > 0 && { engagers }),
    })),
    posts: posts.map(readPost),
    asked: asked.map(({ says, ...one }) => (says === null ? one : { ...one, says })),
  };
}

export function record(s: Session): Workspace['record'] {
  return {
    rows: async (contact) => {
      const [, facts] = await Promise.all([
        s.named(ALONE, [s.installation, contact]),
        recordRows(s, contact),
      ]);
      return facts;
    },
  };
}

const ASKED = statement(
  'asked.keep',
  `insert into kith.asked as a (installation_id, contact_id, network, asked_at, outcome, says)
   select $1, $2, * from unnest($3::text[], $4::timestamptz[], $5::text[], $6::text[])
   on conflict (installation_id, contact_id, network) do update set
     asked_at = excluded.asked_at, outcome = excluded.outcome, says = excluded.says
   where a.asked_at <= excluded.asked_at`,
);

export function asked(s: Session): Workspace['asked'] {
  return {
    keep: async (contact, asked) => {
      const newest = [...new Map(asked.toSorted(byAge).map((one) => [one.network, one])).values()];
      if (newest.length === 0) return;
      await s.named(ASKED, [
        s.installation,
        contact,
        newest.map((a) => a.network),
        newest.map((a) => a.at),
        newest.map((a) => a.outcome),
        newest.map((a) => (a.says === undefined ? null : clean(a.says))),
      ]);
    },
  };
}

function byAge(a: Asked, b: Asked): number {
  return a.at.getTime() - b.at.getTime();
}
