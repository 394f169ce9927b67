import { z } from 'zod';
import { Contact } from '../core/contact.ts';
import { ContactId, NetworkId, ProfileId } from '../core/ids.ts';
import type { NeighbourhoodFacts } from '../core/influence/neighbourhood/facts.ts';
import { Post } from '../core/post.ts';
import { Profile } from '../core/profile.ts';
import type { NeighbourhoodRows } from '../ports/neighbourhood.ts';
import { EDGE } from './attention.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

/** How many are looked at: of those who turned to one most, and of those the contacts and the strangers. */
const NEAR = { looked: 2_000, contacts: 60, strangers: 30 } as const;
const FAR = { looked: 100, contacts: 12 } as const;
const POSTS = 3;

// All is looked up row by row (`offset 0`): where PostgreSQL knows little of a table yet, a join would read all profiles of a network.
const LINKED = `select from kith.link k
  where k.installation_id = $1 and k.network = e.network and k.profile_id = e.giver and k.status in ('auto', 'confirmed') offset 0`;
const turnedTo = (whom: string, looked: number) => `(
  select a.* from kith.attention a
  where a.installation_id = $1 and a.network = ${whom}.network and a.receiver = ${whom}.profile_id
  order by a.volume desc, a.giver limit ${looked})`;

const AROUND = statement(
  'neighbourhood.around',
  `with own as materialized (
     select network, profile_id from kith.link
     where installation_id = $1 and contact_id = $2 and status in ('auto', 'confirmed') and network = any($3)
   ), near as materialized (
     select n.* from own cross join lateral (
       select * from (
         select e.*, row_number() over (partition by e.linked order by e.volume desc, e.giver) as place
         from (select e.*, exists (${LINKED}) as linked from ${turnedTo('own', NEAR.looked)} e) e
       ) r where r.place <= case when r.linked then ${NEAR.contacts} else ${NEAR.strangers} end
     ) n
   ), via as (
     select distinct network, giver as profile_id from near
   ), far as (
     select f.* from via cross join lateral (
       select e.* from ${turnedTo('via', FAR.looked)} e where exists (${LINKED})
       order by e.volume desc, e.giver limit ${FAR.contacts}
     ) f
   ), tie as materialized (
     select network, giver, receiver, volume, posts, last_at from near
     union select network, giver, receiver, volume, posts, last_at from far
   ), known as materialized (
     select distinct network, profile_id from (
       select network, giver as profile_id from tie union all select network, receiver from tie
     ) e
   ), live as materialized (
     select k.network, k.profile_id, l.contact_id from known k cross join lateral (
       select contact_id from kith.link where installation_id = $1 and network = k.network and profile_id = k.profile_id
         and status in ('auto', 'confirmed') offset 0) l
   )
   select c.body as contact,
     (select coalesce(json_agg(json_build_object('network', network, 'id', profile_id) order by network, profile_id), '[]')
       from own) as own,
     (select coalesce(json_agg(json_build_object('edge', row_to_json(x), 'evidence', y.evidence)
         order by x.network, x.receiver, x.giver), '[]')
       from (select ${EDGE} from tie a) x cross join lateral (
         select coalesce(json_agg(t.body order by t.at desc), '[]') as evidence from (
           select p.body, t.at from (
             select distinct post_id, at from kith.post_turned
             where installation_id = $1 and network = x.network and giver = x.giver and receiver = x.receiver
             order by at desc, post_id limit ${POSTS}
           ) t cross join lateral (select body from kith.post
             where installation_id = $1 and network = x.network and post_id = t.post_id offset 0) p) t
       ) y) as ties,
     (select coalesce(json_agg(json_build_object('profile', p.body, 'contacts', (
           select coalesce(json_agg(v.contact_id order by v.contact_id), '[]') from live v
           where v.network = k.network and v.profile_id = k.profile_id)) order by k.network, k.profile_id), '[]')
       from known k cross join lateral (select body from kith.profile
         where installation_id = $1 and network = k.network and profile_id = k.profile_id offset 0) p) as profiles,
     (select coalesce(json_agg(o.body order by o.contact_id), '[]') from (select distinct contact_id from live) v
       cross join lateral (select contact_id, body from kith.contact
         where installation_id = $1 and contact_id = v.contact_id offset 0) o) as contacts
   from kith.contact c where c.installation_id = $1 and c.contact_id = $2`,
);

const Key = z.object({ network: NetworkId, id: ProfileId });
const Row = z.object({
  contact: Contact,
  own: z.array(Key),
  ties: z.array(
    z.object({
      edge: z.object({
        ...{ network: NetworkId, giver: ProfileId, receiver: ProfileId },
        volume: z
          .number()
          .nullable()
          .transform((volume) => volume ?? 0),
        posts: z.number(),
        lastAt: z.coerce.date(),
      }),
      evidence: z.array(Post.pick({ url: true, kind: true, publishedAt: true })),
    }),
  ),
  profiles: z.array(
    z.object({
      profile: Profile.pick({
        network: true,
        id: true,
        handle: true,
        url: true,
        name: true,
        standing: true,
      }).extend({
        reserved: z.boolean(),
      }),
      contacts: z.array(ContactId),
    }),
  ),
  contacts: z.array(Contact),
});

async function neighbourhoodAround(
  s: Session,
  ...[contact, networks]: Parameters<NeighbourhoodRows['around']>
): Promise<NeighbourhoodFacts | undefined> {
  const [row] = await s.named(AROUND, [s.installation, contact, networks]);
  if (!row) return undefined;
  const { ties, profiles, ...facts } = Row.parse(row);
  return {
    ...facts,
    ties: ties.map(({ edge, evidence }) => ({ ...edge, evidence })),
    profiles: profiles.map(({ profile: { name, ...profile }, contacts }) => ({
      ...{ ...profile, contacts },
      ...(name !== undefined && { name }),
    })),
  };
}

export function neighbourhood(s: Session): NeighbourhoodRows {
  return { around: (contact, networks) => neighbourhoodAround(s, contact, networks) };
}
