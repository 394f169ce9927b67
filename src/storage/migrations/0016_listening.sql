-- What an installation listens for, what it asked and heard, and whom it never wants to hear again.

create table kith.listening (
  installation_id text primary key,
  -- Days for which what strangers said is kept.
  stranger_days integer not null check (stranger_days between 1 and 365)
);

create table kith.listening_rule (
  installation_id text not null,
  rule_id uuid not null default gen_random_uuid(),
  body jsonb not null,
  is_on boolean not null default false,
  made_at timestamptz not null,
  changed_by text not null,
  primary key (installation_id, rule_id)
);

-- One question of a rule to a network, and how it went the last time.
create table kith.listening_question (
  installation_id text not null,
  rule_id uuid not null,
  network text not null,
  question text not null,
  asked_at timestamptz not null,
  next_at timestamptz not null,
  every_minutes double precision not null,
  heard_until timestamptz,
  is_more boolean not null,
  trouble text,
  primary key (installation_id, rule_id, network, question),
  foreign key (installation_id, rule_id) references kith.listening_rule on delete cascade
);

-- Counts, and nothing about anybody: they outlive what was heard, and the rule, whose questions count for the day's.
create table kith.listening_day (
  installation_id text not null,
  network text not null,
  day date not null,
  rule_id uuid not null,
  asked integer not null default 0,
  heard integer not null default 0,
  relevant integer not null default 0,
  irrelevant integer not null default 0,
  primary key (installation_id, network, day, rule_id)
);

create table kith.heard (
  installation_id text not null,
  rule_id uuid not null,
  network text not null,
  post_id text not null,
  heard_at timestamptz not null,
  because text[] not null,
  relevant boolean,
  primary key (installation_id, rule_id, network, post_id),
  foreign key (installation_id, rule_id) references kith.listening_rule on delete cascade,
  foreign key (installation_id, network, post_id) references kith.post on delete cascade
);
create index heard_by_post on kith.heard (installation_id, network, post_id);
create index heard_newest on kith.heard (installation_id, heard_at);

-- Profiles that are not kept as strangers again. Their ids name people, so only hashes are kept.
create table kith.unheard (
  installation_id text not null,
  network text not null,
  profile_hash bytea not null,
  at timestamptz not null,
  primary key (installation_id, network, profile_hash)
);

call kith.isolate('listening', 'listening_rule', 'listening_question', 'listening_day', 'heard', 'unheard');
