import { z } from 'zod';
import { ContactId } from '../../core/ids.ts';
import { Influence } from '../../core/influence/influence.ts';
import { Profile } from '../../core/profile.ts';
import { RaisedAlert } from '../../core/warning/raised.ts';
import type { KeptAlert, WarningRows } from '../../ports/warning.ts';
import { toJson } from '../json.ts';
import { readPost } from '../posts.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const RAISE = statement(
  'alert.raise',
  `with raised as (
     insert into kith.alert (installation_id, rule_id, level, at, raised_at, body)
     select $1, $2, $3, $4, $5, $6
     where exists (select from kith.listening_rule where installation_id = $1 and rule_id = $2)
     on conflict do nothing returning alert_id
   ), driven as (
     insert into kith.alert_post (installation_id, alert_id, network, post_id, profile_id, place)
     select $1, raised.alert_id, i.network, i.post_id, p.profile_id, i.place
     from raised cross join unnest($7::text[], $8::text[]) with ordinality as i(network, post_id, place)
     join kith.post p on p.installation_id = $1 and p.network = i.network and p.post_id = i.post_id
     on conflict do nothing
   )
   select alert_id as id from raised`,
);
const DRIVEN = statement(
  'alert.driven by',
  `select distinct l.contact_id as contact from kith.alert a
   join kith.alert_post d on d.installation_id = $1 and d.alert_id = a.alert_id
   join kith.link l on l.installation_id = $1 and l.network = d.network and l.profile_id = d.profile_id
     and l.status in ('auto', 'confirmed')
   where a.installation_id = $1 and (a.alert_id = $2::uuid or a.rule_id = $3::uuid)`,
);
const ALERTS = statement(
  'alert.newest',
  `select alert_id as id, rule_id as rule, level, at, body from kith.alert
   where installation_id = $1 and at >= $2 order by at desc, level, alert_id limit $3`,
);
// Who asked since not to be shown, or not to be found by their words, is not shown here either.
const DRIVERS = statement(
  'alert.drivers',
  `select d.alert_id as id, s.body as post, p.body as by, p.influence
   from kith.alert_post d
   join kith.post s on s.installation_id = $1 and s.network = d.network and s.post_id = d.post_id
   join kith.profile p on p.installation_id = $1 and p.network = s.network and p.profile_id = s.profile_id
   where d.installation_id = $1 and d.alert_id = any($2::uuid[])
     and p.body -> 'reserved' = 'false' and p.body ->> 'standing' = 'active'
     and not coalesce(p.body -> 'declines', '[]') ?| array['search', 'suggestion']
   order by d.alert_id, d.place`,
);

const Body = RaisedAlert.omit({ rule: true, level: true, at: true, drivers: true });
const AlertRow = RaisedAlert.pick({ rule: true, level: true, at: true }).extend({
  id: z.string(),
  body: Body,
});
const DriverRow = z.object({
  ...{ id: z.string(), post: z.unknown(), by: Profile, influence: Influence.nullable() },
});

type Alerts = Pick<WarningRows, 'raise' | 'alerts' | 'drivenBy'>;

export function alerts(s: Session): Alerts {
  return {
    raise: async ({ rule, level, at, drivers, ...body }, now) => {
      const posts = [drivers.map(({ network }) => network), drivers.map(({ post }) => post)];
      const values = [s.installation, rule, level, at, now, toJson(body), ...posts];
      return (await s.named<{ id: string }>(RAISE, values))[0]?.id;
    },
    drivenBy: async (of) => {
      const which = 'alert' in of ? [of.alert, null] : [null, of.rule];
      const rows = await s.named<{ contact: string }>(DRIVEN, [s.installation, ...which]);
      return rows.map(({ contact }) => ContactId.parse(contact));
    },
    alerts: async (since, limit) => {
      const rows = z.array(AlertRow).parse(await s.named(ALERTS, [s.installation, since, limit]));
      const ids = rows.map(({ id }) => id);
      const driven = z.array(DriverRow).parse(await s.named(DRIVERS, [s.installation, ids]));
      const of = Map.groupBy(driven, ({ id }) => id);
      return rows.map(({ body, ...row }): KeptAlert => ({
        ...{ ...row, ...body },
        drivers: (of.get(row.id) ?? []).map(({ post, by, influence }) => ({
          post: readPost(post),
          by: influence ? { ...by, influence } : by,
        })),
      }));
    },
  };
}
