-- Every row belongs to one installation, which leads every key: so the schema distributes by installation, and
-- row-level security shows an installation its own rows and no others.

create table kith.installation (
  installation_id text primary key,
  crm text not null,
  account text not null,
  status text not null check (status in ('active', 'uninstalled')),
  sample boolean not null,
  installed_at timestamptz not null
);

-- The inbox: webhook requests as they were received.
create table kith.delivery (
  installation_id text not null,
  delivery_id text not null,
  connector text not null,
  received_at timestamptz not null,
  body bytea not null,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  error text,
  primary key (installation_id, delivery_id)
);
create index delivery_newest on kith.delivery (installation_id, received_at desc);
create index delivery_unfinished on kith.delivery (installation_id, status, received_at desc) where status <> 'done';

create table kith.event_seen (
  installation_id text not null,
  event_id text not null,
  seen_at timestamptz not null default now(),
  primary key (installation_id, event_id)
);

create table kith.contact (
  installation_id text not null,
  contact_id text not null,
  -- In small letters: what lists are ordered by, and what searches look into.
  sort_name text not null,
  search_text text not null,
  changed_at timestamptz not null,
  body jsonb not null,
  primary key (installation_id, contact_id)
);
create index contact_by_name on kith.contact (installation_id, sort_name, contact_id);

-- People who were erased: a salted hash of their id, so that late events do not bring them back.
create table kith.erasure_salt (
  installation_id text primary key,
  salt bytea not null
);
create table kith.erased (
  installation_id text not null,
  contact_hash bytea not null,
  erased_at timestamptz not null,
  primary key (installation_id, contact_hash)
);

create table kith.profile (
  installation_id text not null,
  network text not null,
  profile_id text not null,
  handle text not null,
  followers bigint,
  fetched_at timestamptz not null,
  body jsonb not null,
  influence jsonb,
  primary key (installation_id, network, profile_id)
);
create index profile_by_followers on kith.profile (installation_id, network, followers) where followers is not null;

create table kith.profile_handle (
  installation_id text not null,
  network text not null,
  profile_id text not null,
  since timestamptz not null,
  handle text not null,
  primary key (installation_id, network, profile_id, since),
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);

create table kith.link (
  installation_id text not null,
  contact_id text not null,
  network text not null,
  profile_id text not null,
  status text not null check (status in ('auto', 'suggested', 'confirmed', 'rejected')),
  body jsonb not null,
  primary key (installation_id, contact_id, network, profile_id),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade,
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);
create index link_by_profile on kith.link (installation_id, network, profile_id);

-- A person's word outlives every derivation, also the contact's absence while the CRM merges it into another.
create table kith.verdict (
  installation_id text not null,
  contact_id text not null,
  network text not null,
  profile_id text not null,
  decided_at timestamptz not null,
  says text not null check (says in ('confirmed', 'rejected', 'withdrawn')),
  decided_by text not null,
  primary key (installation_id, contact_id, network, profile_id, decided_at)
);

create table kith.post (
  installation_id text not null,
  network text not null,
  post_id text not null,
  profile_id text not null,
  published_at timestamptz not null,
  fetched_at timestamptz not null,
  body jsonb not null,
  primary key (installation_id, network, post_id),
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);
create index post_newest on kith.post (installation_id, network, profile_id, published_at desc);

-- Posts that were removed stay removed. Their ids name their authors, so only hashes are kept.
create table kith.post_removed (
  installation_id text not null,
  network text not null,
  post_hash bytea not null,
  removed_at timestamptz not null default now(),
  primary key (installation_id, network, post_hash)
);

create table kith.asked (
  installation_id text not null,
  contact_id text not null,
  network text not null,
  asked_at timestamptz not null,
  outcome text not null check (outcome in ('found', 'nobody', 'trouble')),
  says text,
  primary key (installation_id, contact_id, network),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade
);

-- Patches that wait to be written to the CRM, or that it refused; one a contact.
create table kith.outbox (
  installation_id text not null,
  contact_id text not null,
  fields jsonb not null,
  status text not null default 'waiting' check (status in ('waiting', 'refused')),
  says text,
  wanted_at timestamptz not null default clock_timestamp(),
  primary key (installation_id, contact_id),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade
);
create index outbox_waiting on kith.outbox (installation_id, wanted_at) where status = 'waiting';

-- What Kith last wrote into its own fields of the CRM.
create table kith.written (
  installation_id text not null,
  contact_id text not null,
  fields jsonb not null,
  written_at timestamptz not null default now(),
  primary key (installation_id, contact_id),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade
);

create table kith.secret (
  installation_id text not null,
  name text not null,
  key_id text not null,
  sealed bytea not null,
  changed_at timestamptz not null default now(),
  primary key (installation_id, name)
);

-- A setting that was used once in a session reads '' afterwards, not null: both mean that no tenant is set.
do $$
declare
  name text;
begin
  for name in select tablename from pg_tables where schemaname = 'kith' and tablename <> 'migration' loop
    execute format('alter table kith.%I enable row level security', name);
    execute format('alter table kith.%I force row level security', name);
    execute format(
      'create policy own_installation on kith.%I using (installation_id = nullif(current_setting(''kith.installation'', true), ''''))',
      name
    );
    execute format('grant select, insert, update, delete on kith.%I to kith_app', name);
  end loop;
end
$$;

-- The one question that crosses tenants. Its owner may read all installations, also where the owner is no superuser.
create policy every_installation on kith.installation for select to current_user using (true);

create function kith.every_installation() returns setof kith.installation
  language sql stable security definer set search_path = pg_catalog
  as $$ select * from kith.installation order by installed_at, installation_id $$;
revoke execute on function kith.every_installation() from public;
grant execute on function kith.every_installation() to kith_app;
grant usage on schema kith to kith_app;
