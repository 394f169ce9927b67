import type pg from 'pg';
import type { Contact } from '../../core/contact.ts';
import {
  COUNTED,
  countsNeeded,
  lookUp,
  nameCounts,
  traitsOfContact,
  traitsOfProfile,
} from '../../core/identity/matcher/filing.ts';
import { SHIPPED } from '../../core/identity/matcher/shipped.ts';
import { shortlist } from '../../core/identity/matcher/shortlist.ts';
import { ContactId } from '../../core/ids.ts';
import type { NetworkId } from '../../core/ids.ts';
import { Profile } from '../../core/profile.ts';
import type { ProfileKey } from '../../core/profile.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { readCounts } from './counts.ts';
import { numberOf } from './number.ts';

/** So many profiles are looked at for one contact: those in the smallest blocks, where a shared key says most. */
const LOOKED_AT = 40;
/** So many of them are worth deriving links from. */
const WEIGHED = 16;

// Of each block no more is read than tells that it is too large. What is looked at comes from the smallest blocks.
// Each profile is fetched by its number, fenced by `offset 0`: whatever the planner knows, there is no better way.
const CANDIDATES = statement(
  'profile.candidates',
  `with block as materialized (
     select b.profiles from unnest($2::bigint[], $3::int[]) as k(key, cap) cross join lateral (
       select array_agg(profile) as profiles from (
         select profile from kith.profile_key where installation_id = $1 and key = k.key limit k.cap + 1) one) b
     where cardinality(b.profiles) <= k.cap
   ), telling as materialized (
     select p.profile, sum(1::float8 / cardinality(b.profiles)) as weight
     from block b cross join lateral unnest(b.profiles) as p(profile)
     group by p.profile order by weight desc, p.profile limit ${LOOKED_AT}
   )
   select f.body from telling t cross join lateral (
     select network, body from kith.profile where installation_id = $1 and filed = t.profile offset 0) f
   where f.network = any($4)
   order by t.weight desc, t.profile`,
);

// The way to the rows is the same for whomever: planning it anew each time would cost a tenth of the whole. What follows
// in the transaction looks rows up by their keys, for which that holds as well.
const ONE_PLAN = statement('plan.one', "select set_config('plan_cache_mode', 'force_generic_plan', true)");

/** As it was kept; only what goes on is parsed. */
interface Row extends pg.QueryResultRow {
  readonly body: Profile;
}

/** Profiles of these networks that may be the contact's, found by the keys they share; the likeliest first. */
export async function candidates(
  s: Session,
  contact: Contact,
  networks: readonly NetworkId[],
): Promise<readonly Profile[]> {
  const keys = lookUp(contact);
  if (keys.length === 0 || networks.length === 0) return [];
  const numbers = keys.map(({ key }) => numberOf(key));
  const caps = keys.map(({ cap }) => cap);
  const own = traitsOfContact(contact);
  // How many carry the contact's own name: of other names it is not worth the reading before the choice is made.
  const shown = networks.flatMap((network) => COUNTED.shown(network, own.given, own.family) ?? []);
  const [, rows, count] = await Promise.all([
    s.named(ONE_PLAN, []),
    s.named<Row>(CANDIDATES, [s.installation, numbers, caps, networks]),
    readCounts(s, [...countsNeeded(contact, []), ...shown]),
  ]);
  const found = rows.map(({ body }) => ({ body, traits: traitsOfProfile(body) }));
  const chosen = shortlist(own, found, SHIPPED, nameCounts(count), WEIGHED);
  return chosen.map(({ body }) => Profile.parse(body));
}

/** So many contacts are weighed again for one new profile, and a key that more share than this names nobody. */
const REACHED = 20;
const BLOCK = 60;

const REACHES = statement(
  'contact.reached',
  `with new as (
     select p.filed, p.keys from unnest($2::text[], $3::text[]) as i(network, profile_id)
     join kith.profile p on p.installation_id = $1 and p.network = i.network and p.profile_id = i.profile_id
   ), block as materialized (
     select n.filed, b.contacts from new n cross join lateral unnest(n.keys) as k(key) cross join lateral (
       select array_agg(contact_id) as contacts from (
         select contact_id from kith.contact_key where installation_id = $1 and key = k.key limit ${BLOCK} + 1) one) b
     where cardinality(b.contacts) <= ${BLOCK}
   ), telling as (
     select b.filed, c.contact_id, sum(1::float8 / cardinality(b.contacts)) as weight
     from block b cross join lateral unnest(b.contacts) as c(contact_id) group by 1, 2
   ), nearest as (
     select contact_id, row_number() over (partition by filed order by weight desc, contact_id) as place from telling
   )
   select distinct contact_id as id from nearest where place <= ${REACHED} order by 1`,
);

/** Contacts that look for profiles under the keys of these; of each profile the nearest twenty. */
export async function reached(s: Session, profiles: readonly ProfileKey[]): Promise<readonly ContactId[]> {
  if (profiles.length === 0) return [];
  const values = [s.installation, profiles.map((p) => p.network), profiles.map((p) => p.id)];
  return (await s.named<{ id: string }>(REACHES, values)).map(({ id }) => ContactId.parse(id));
}
