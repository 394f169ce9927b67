import { ProfileId } from '../core/ids.ts';
import type { Echo } from '../core/influence/resonance.ts';
import { Profile } from '../core/profile.ts';
import type { InfluenceRows } from '../ports/influence.ts';
import { toJson } from './json.ts';
import { compose } from './tables.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

// Of more than 10,000 every n-th in their order is taken, so that percentiles stay what they are.
const FOLLOWERS = statement(
  'profile.followers',
  `select followers::float8 as followers from (
     select followers, row_number() over (order by followers) as n, count(*) over () as known
     from kith.profile where installation_id = $1 and network = $2 and followers is not null
   ) p
   where (n - 1) % greatest(1, ceil(known / 10000.0)::bigint) = 0
   order by followers`,
);

const ECHOES = statement(
  'profile.echoes',
  `select profile_id as id, followers::float8 as followers, echo_posts as posts, echo_received as received
   from kith.profile where installation_id = $1 and network = $2 and echo_posts > 0
   order by fetched_at desc, profile_id limit 10000`,
);

const UNCOMPARED = statement(
  'profile.uncompared',
  `select body from kith.profile
   where installation_id = $1 and network = $2 and followers is not null and influence ->> 'known' = 'false'
   order by profile_id`,
);

type EchoRow = Echo & { readonly id: string; readonly followers: number | null };

export function influence(s: Session): InfluenceRows {
  return {
    followersOn: async (network) => {
      const rows = await s.named<{ followers: number }>(FOLLOWERS, [s.installation, network]);
      return rows.map((row) => row.followers);
    },
    uncompared: async (network) => {
      const rows = await s.named<{ body: unknown }>(UNCOMPARED, [s.installation, network]);
      return rows.map((row) => Profile.parse(row.body));
    },
    echoesOn: async (network) => {
      const rows = await s.named<EchoRow>(ECHOES, [s.installation, network]);
      return rows.map(({ id, followers, ...sums }) => ({
        ...{ network, id: ProfileId.parse(id), ...sums },
        ...(followers !== null && { followers }),
      }));
    },
    score: async (key, influence, echo) => {
      const scored = compose.updateTable('kith.profile').set({
        influence: toJson(influence),
        ...(echo && { echo_posts: echo.posts, echo_received: echo.received }),
      });
      const here = { installation_id: s.installation, network: key.network, profile_id: key.id };
      await s.change(scored.where(({ and }) => and(here)));
    },
  };
}
