-- Who is this, one contact at a time: the index that finds profiles for a contact and contacts for a profile, how
-- common names are, and what people answered and what was learnt from it.

-- What a row was filed under, so that it can be taken out again. `was_…` is what it was filed under before the last
-- change of its filing (null: unchanged): an upsert answers with it what it replaced, exactly, whoever wrote before.
alter table kith.profile
  add column filed bigint not null default 0,
  add column keys bigint[] not null default '{}',
  add column names bigint[] not null default '{}',
  add column was_keys bigint[],
  add column was_names bigint[];
create index profile_filed on kith.profile (installation_id, filed);
alter table kith.contact
  add column keys bigint[] not null default '{}',
  add column names bigint[] not null default '{}',
  add column was_keys bigint[],
  add column was_names bigint[];

-- One row for each key of a profile: narrow, because a million profiles have several millions. A key is the hash of a
-- blocking key; `profile` is the number of the profile (`profile.filed`), the hash of its network and id.
create table kith.profile_key (
  installation_id text not null,
  key bigint not null,
  profile bigint not null,
  primary key (installation_id, key, profile)
);
-- The other way round: the keys under which a contact looks for profiles.
create table kith.contact_key (
  installation_id text not null,
  key bigint not null,
  contact_id text not null,
  primary key (installation_id, key, contact_id)
);

-- How many carry a name, by the hash of whose name it is. Counted in every transaction, so room is left on the pages.
create table kith.name_count (
  installation_id text not null,
  key bigint not null,
  n bigint not null,
  primary key (installation_id, key)
) with (fillfactor = 70);

-- Profiles that asking the networks about a contact led to. They are weighed for it from then on, whatever came of it.
create table kith.found (
  installation_id text not null,
  contact_id text not null,
  network text not null,
  profile_id text not null,
  primary key (installation_id, contact_id, network, profile_id),
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);
create index found_by_profile on kith.found (installation_id, network, profile_id);
insert into kith.found select installation_id, contact_id, network, profile_id from kith.link;

-- Contacts that the CRM merged into others. What was said and found of them stays theirs and counts for the one they
-- are in, so that a contact that comes back takes exactly its own with it.
create table kith.merged (
  installation_id text not null,
  contact_id text not null,
  into_id text not null,
  merged_at timestamptz not null default now(),
  primary key (installation_id, contact_id)
);
create index merged_into on kith.merged (installation_id, into_id);

-- What asking a person about a suggested link is expected to be worth: the order of the review queue.
alter table kith.link add column asking double precision not null default 0;
create index link_to_review on kith.link (installation_id, asking desc, contact_id, network, profile_id)
  where status = 'suggested';

-- What the pair was judged by when the person answered: levels and counts, no names. Model-version → label.
alter table kith.verdict add column label jsonb;

-- What was learnt from an installation's answers; the shipped model where there is no row or no body. `generation`
-- grows with every learning, so that contacts weighed by an earlier one are found.
create table kith.model (
  installation_id text primary key,
  version text not null,
  generation bigint not null,
  labels integer not null,
  learnt_at timestamptz not null,
  body jsonb
);
-- Contacts that have candidates whose weight the model decides, and the generation they were last weighed by.
create table kith.weighed (
  installation_id text not null,
  contact_id text not null,
  generation bigint not null,
  primary key (installation_id, contact_id),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade
);
create index weighed_before on kith.weighed (installation_id, generation, contact_id);

do $$
declare
  name text;
begin
  foreach name in array array['profile_key', 'contact_key', 'name_count', 'found', 'merged', 'model', 'weighed'] loop
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
