import { z } from 'zod';
import { ProfileId } from '../core/ids.ts';
import type { RuleEcho } from '../core/influence/compared.ts';
import { Influence } from '../core/influence/influence.ts';
import type { Echo } from '../core/influence/resonance.ts';
import { Profile } from '../core/profile.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { InfluenceRows, ScoredAccount } from '../ports/influence.ts';
import { toJson } from './json.ts';
import { compose } from './tables.ts';
import { LINKED } from './tending.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

/** Made-up accounts by the thousand would move everybody else's place: of a profile `p`, a contact leads there, or may. */
const COMPARED = `not exists (select from kith.standing s where s.installation_id = $1 and s.network = p.network
  and s.profile_id = p.profile_id and s.credible = 0 offset 0)`;

// Of more than 10,000 every n-th in their order is taken, so that percentiles stay what they are.
const FOLLOWERS = statement(
  'profile.followers',
  `select followers::float8 as followers from (
     select followers, row_number() over (order by followers) as n, count(*) over () as known
     from kith.profile p
     where installation_id = $1 and network = $2 and followers is not null and ${COMPARED}
   ) p
   where (n - 1) % greatest(1, ceil(known / 10000.0)::bigint) = 0
   order by followers`,
);

const ECHOES = statement(
  'profile.echoes',
  `select profile_id as id, followers::float8 as followers, echo_posts as posts, echo_received as received
   from kith.profile p where installation_id = $1 and network = $2 and echo_posts > 0 and ${COMPARED}
   order by fetched_at desc, profile_id limit 10000`,
);

const UNCOMPARED = statement(
  'profile.uncompared',
  `select body from kith.profile
   where installation_id = $1 and network = $2 and followers is not null and influence ->> 'known' = 'false'
   order by profile_id`,
);

const TOPICS = statement(
  'profile.topics',
  `select rule, id, posts, received, "allPosts", "allReceived" from (
     select t.rule_id as rule, t.profile_id as id, t.posts, t.received, t.all_posts as "allPosts",
       t.all_received as "allReceived", row_number() over (partition by t.rule_id order by t.profile_id) as n
     from kith.profile_topic t where t.installation_id = $1 and t.network = $2) t
   where n <= 10000 order by rule, id`,
);
const NO_TOPICS = statement(
  'profile.no topics',
  'delete from kith.profile_topic where installation_id = $1 and network = $2 and profile_id = $3',
);
const KEEP_TOPICS = statement(
  'profile.keep topics',
  `insert into kith.profile_topic (installation_id, network, profile_id, rule_id, posts, received, all_posts, all_received)
   select $1, $2, $3, i.* from unnest($4::uuid[], $5::float8[], $6::float8[], $7::float8[], $8::float8[])
     as i(rule_id, posts, received, all_posts, all_received)
   join kith.listening_rule r on r.installation_id = $1 and r.rule_id = i.rule_id
   where exists (select from kith.profile where installation_id = $1 and network = $2 and profile_id = $3)
   order by i.rule_id on conflict do nothing`,
);
const SCORED = statement(
  'profile.scored',
  `select p.body, p.influence, p.echo_posts as posts, p.echo_received as received from kith.profile p
   where p.installation_id = $1 and p.network = $2 and p.profile_id > $3 and p.influence is not null and ${LINKED}
   order by p.profile_id limit 500`,
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
    topicsOn: async (network) => {
      const rows = await s.named<RuleEcho & { id: string }>(TOPICS, [s.installation, network]);
      return rows.map(({ id, ...echo }) => ({ ...echo, id: ProfileId.parse(id) }));
    },
    keepTopics: (key, topics) => keepTopics(s, key, topics),
    scoredOn: async (network, after) => {
      const rows = await s.named(SCORED, [s.installation, network, after ?? '']);
      return rows.map((row) => ScoredRow.parse(row));
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

async function keepTopics(
  s: Session,
  { network, id }: ProfileKey,
  topics: readonly RuleEcho[],
): Promise<void> {
  const key = [s.installation, network, id];
  await Promise.all([
    s.named(NO_TOPICS, key),
    s.named(KEEP_TOPICS, [
      ...[...key, topics.map(({ rule }) => rule)],
      ...[topics.map(({ posts }) => posts), topics.map(({ received }) => received)],
      ...[topics.map(({ allPosts }) => allPosts), topics.map(({ allReceived }) => allReceived)],
    ]),
  ]);
}

const ScoredRow = z
  .object({
    body: Profile,
    influence: Influence,
    posts: z.number().nullable(),
    received: z.number().nullable(),
  })
  .transform(({ body, influence, posts, received }): ScoredAccount => ({
    profile: { ...body, influence },
    ...(posts !== null && received !== null && { echo: { posts, received } }),
  }));
