-- The customers' endpoints, what they are told, and how each attempt went.

create table kith.outgoing_endpoint (
  installation_id text not null,
  endpoint_id uuid not null default gen_random_uuid(),
  url text not null,
  hears text[] not null,
  stopped text check (stopped in ('by an admin', 'gone', 'failing')),
  made_at timestamptz not null,
  failing_since timestamptz,
  primary key (installation_id, endpoint_id)
);

-- Ids and links only; what is about a contact, and rests on a profile, goes with either.
create table kith.outgoing_event (
  installation_id text not null,
  event_id uuid not null default gen_random_uuid(),
  contact_id text,
  network text,
  profile_id text,
  at timestamptz not null,
  body jsonb not null,
  primary key (installation_id, event_id),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade,
  foreign key (installation_id, network, profile_id) references kith.profile on delete cascade
);
create index outgoing_event_by_age on kith.outgoing_event (installation_id, at);
create index outgoing_event_by_contact on kith.outgoing_event (installation_id, contact_id);
create index outgoing_event_by_profile on kith.outgoing_event (installation_id, network, profile_id);

-- One event for one endpoint.
create table kith.outgoing_sending (
  installation_id text not null,
  sending_id uuid not null default gen_random_uuid(),
  event_id uuid not null,
  endpoint_id uuid not null,
  status text not null default 'waiting' check (status in ('waiting', 'taken', 'given up')),
  attempts integer not null default 0,
  first_at timestamptz not null,
  last_at timestamptz,
  next_at timestamptz,
  answered integer,
  says text,
  primary key (installation_id, sending_id),
  unique (installation_id, event_id, endpoint_id),
  foreign key (installation_id, event_id) references kith.outgoing_event on delete cascade,
  foreign key (installation_id, endpoint_id) references kith.outgoing_endpoint on delete cascade
);
create index outgoing_sending_newest on kith.outgoing_sending (installation_id, endpoint_id, first_at desc);

do $$
declare
  name text;
begin
  foreach name in array array['outgoing_endpoint', 'outgoing_event', 'outgoing_sending'] loop
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
