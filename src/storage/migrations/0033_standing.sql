-- What the attention that profiles receive comes to, worked out once a day: worth nothing without the profiles, and gone
-- with them.
create table kith.standing (
  installation_id text not null,
  network text not null,
  profile_id text not null,
  -- 1: a contact's own account; less the more hops away a contact leads to it; 0: none does.
  credible real not null,
  -- What counts of the attention received, and all of it.
  known float8 not null,
  seen float8 not null,
  unusual boolean not null,
  engagers integer not null,
  known_engagers integer not null,
  -- For how many engagers of one weight the known ones stand.
  effective float8 not null,
  -- Where enough others are known to compare with.
  percentile smallint,
  low smallint,
  high smallint,
  among integer,
  sized boolean,
  at timestamptz not null,
  primary key (installation_id, network, profile_id),
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);

-- From whom contacts' accounts receive the most of what counts, the first five of each.
create table kith.engager (
  installation_id text not null,
  network text not null,
  profile_id text not null,
  giver text not null,
  place smallint not null,
  at timestamptz not null,
  primary key (installation_id, network, profile_id, giver),
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade,
  foreign key (installation_id, network, giver) references kith.profile on delete cascade
);
create index engager_by_giver on kith.engager (installation_id, network, giver);

-- How much a profile says of what a listening rule that is on names, of all that it says, and what echo each has: sums in which a post of 90
-- days ago counts half.
create table kith.profile_topic (
  installation_id text not null,
  network text not null,
  profile_id text not null,
  rule_id uuid not null,
  posts float8 not null,
  received float8 not null,
  all_posts float8 not null,
  all_received float8 not null,
  primary key (installation_id, network, profile_id, rule_id),
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade,
  foreign key (installation_id, rule_id) references kith.listening_rule on delete cascade
);
create index profile_topic_by_rule on kith.profile_topic (installation_id, rule_id, network);

call kith.isolate('standing', 'engager', 'profile_topic');
