-- What changes over time: where people work, who had a handle, and what is worth acting on.

-- Where a profile said its person works, since when.
create table kith.profile_job (
  installation_id text not null,
  network text not null,
  profile_id text not null,
  since timestamptz not null,
  employer text,
  title text,
  primary key (installation_id, network, profile_id, since),
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);
insert into kith.profile_job (installation_id, network, profile_id, since, employer, title)
  select installation_id, network, profile_id, fetched_at, body ->> 'employer', body ->> 'title' from kith.profile
  where body ->> 'employer' is not null or body ->> 'title' is not null;
-- Whoever had a handle, to see that it was given to another.
create index profile_handle_of on kith.profile_handle (installation_id, network, handle);

-- Something worth acting on, derived from the links of a contact and withdrawn with them.
create table kith.signal (
  installation_id text not null,
  contact_id text not null,
  kind text not null check (kind in ('job change')),
  network text not null,
  profile_id text not null,
  since timestamptz not null,
  says text not null,
  url text not null,
  status text not null check (status in ('open', 'done')),
  primary key (installation_id, contact_id, kind, network, profile_id, since),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade,
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);
create index signal_by_profile on kith.signal (installation_id, network, profile_id);
create index signal_open on kith.signal (installation_id, since desc) where status = 'open';

do $$
declare
  name text;
begin
  foreach name in array array['profile_job', 'signal'] loop
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
