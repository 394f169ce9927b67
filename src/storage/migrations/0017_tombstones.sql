-- Profiles that are gone, or whose person was erased: a keyed hash of each, so that what is told late brings nobody back.
create table kith.tombstone (
  installation_id text not null,
  profile_hash bytea not null,
  why text not null check (why in ('gone', 'erased')),
  at timestamptz not null,
  primary key (installation_id, profile_hash)
);

alter table kith.tombstone enable row level security;
alter table kith.tombstone force row level security;
create policy own_installation on kith.tombstone
  using (installation_id = nullif(current_setting('kith.installation', true), ''));
grant select, insert, update, delete on kith.tombstone to kith_app;

-- The account that a person agreed for, where they named one: it may be heard before any profile is known.
alter table kith.consent add column account text;
create index consent_by_network on kith.consent (installation_id, network);
