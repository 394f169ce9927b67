-- Feeds that hubs were asked to tell of (W3C WebSub), and the mentions of the customer's own pages (W3C Webmention).

-- When a profile's page was last looked at for a hub.
alter table kith.profile add column hub_looked_at timestamptz;

-- No key to its profile: a hub is told that nobody listens any more after the profile is gone.
create table kith.subscription (
  installation_id text not null,
  -- The part of the address that nobody can guess.
  subscription_id text not null,
  network text not null,
  profile_id text not null,
  hub text not null,
  topic text not null,
  mode text not null check (mode in ('subscribe', 'unsubscribe')),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  held_until timestamptz,
  last_delivery timestamptz,
  says text,
  primary key (installation_id, subscription_id)
);
create index subscription_by_profile on kith.subscription (installation_id, network, profile_id);

-- The hosts whose pages may be mentioned.
create table kith.mention_host (
  installation_id text not null,
  host text not null,
  primary key (installation_id, host)
);

create table kith.mention (
  installation_id text not null,
  mention_id uuid not null default gen_random_uuid(),
  source text not null,
  target text not null,
  received_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'kept', 'refused', 'gone')),
  checked_at timestamptz,
  says text,
  network text,
  profile_id text,
  post_id text,
  primary key (installation_id, mention_id),
  unique (installation_id, source, target),
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);
create index mention_by_state on kith.mention (installation_id, state, checked_at);
create index mention_by_profile on kith.mention (installation_id, network, profile_id);

call kith.isolate('subscription', 'mention_host', 'mention');
