-- What an admin decided: settings, whether Kith may write at all, what it did with fields that are not its own, how
-- many calls to the CRM it spent, and when an installation that was ended is purged.

alter table kith.installation add column purge_at timestamptz;

-- What is asked of mapped fields: by their names; decided when it is written, by what the CRM shows then.
alter table kith.outbox add column wishes jsonb not null default '{}';

-- One row an installation. No settings: the defaults. Not approved: nothing is written to the CRM.
create table kith.governance (
  installation_id text primary key,
  settings jsonb,
  -- The CRM's labels of the mapped fields, by their names.
  labels jsonb not null default '{}',
  approved_at timestamptz,
  approved_by text
);
-- What the settings were before each change.
create table kith.governance_history (
  installation_id text not null,
  n integer not null,
  changed_at timestamptz not null,
  changed_by text not null,
  before jsonb not null,
  primary key (installation_id, n)
);

-- What was done with one mapped field of one contact, and every value of others that was written over.
create table kith.field_trail (
  installation_id text not null,
  contact_id text not null,
  field text not null,
  body jsonb not null,
  primary key (installation_id, contact_id, field),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade
);

-- Calls to the CRM, by the day in UTC.
create table kith.call_count (
  installation_id text not null,
  day date not null,
  calls bigint not null,
  primary key (installation_id, day)
);

-- Whoever had Kith write already had approved of it. The owner of the tables is bound by their policies too, unless
-- that is lifted for a moment.
alter table kith.written no force row level security;
insert into kith.governance (installation_id, approved_at, approved_by)
  select installation_id, min(written_at), 'An admin, when Kith was installed' from kith.written group by 1;
alter table kith.written force row level security;

do $$
declare
  name text;
begin
  foreach name in array array['governance', 'governance_history', 'field_trail', 'call_count'] loop
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
