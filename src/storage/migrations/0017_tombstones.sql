-- Profiles that are gone, or whose person was erased: a keyed hash of each, so that what is told late brings nobody back.
create table kith.tombstone (
  installation_id text not null,
  profile_hash bytea not null,
  why text not null check (why in ('gone', 'erased')),
  at timestamptz not null,
  primary key (installation_id, profile_hash)
);

call kith.isolate('tombstone');

-- The account that a person agreed for, where they named one: it may be heard before any profile is known.
alter table kith.consent add column account text;
create index consent_by_network on kith.consent (installation_id, network);
