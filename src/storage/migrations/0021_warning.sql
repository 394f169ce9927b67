-- How much is said of what a listening rule hears, hour by hour, and what was unusual of it.

-- Counts, and nothing about anybody: they outlive what was heard.
create table kith.stream_hour (
  installation_id text not null,
  rule_id uuid not null,
  measure text not null,
  -- Hours since 1970.
  hour integer not null,
  said integer not null,
  primary key (installation_id, rule_id, measure, hour),
  foreign key (installation_id, rule_id) references kith.listening_rule on delete cascade
);
create index stream_hour_by_age on kith.stream_hour (installation_id, hour);

create table kith.alert (
  installation_id text not null,
  alert_id uuid not null default gen_random_uuid(),
  rule_id uuid not null,
  level text not null check (level in ('watch', 'warn', 'crisis')),
  at timestamptz not null,
  raised_at timestamptz not null,
  body jsonb not null,
  primary key (installation_id, alert_id),
  unique (installation_id, rule_id, at, level),
  foreign key (installation_id, rule_id) references kith.listening_rule on delete cascade
);
create index alert_newest on kith.alert (installation_id, at desc);

-- The posts that drive an alert: with a post that is gone, it is not shown there any more.
create table kith.alert_post (
  installation_id text not null,
  alert_id uuid not null,
  network text not null,
  post_id text not null,
  place integer not null,
  primary key (installation_id, alert_id, network, post_id),
  foreign key (installation_id, alert_id) references kith.alert on delete cascade,
  foreign key (installation_id, network, post_id) references kith.post on delete cascade
);
create index alert_post_by_post on kith.alert_post (installation_id, network, post_id);

call kith.isolate('stream_hour', 'alert', 'alert_post');
