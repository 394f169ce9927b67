-- CRMs that keep profiles and posts as rows of their own, take large writes at their own pace, are listened to, and tell
-- the account's automations of signals.

-- What has to become of a contact's rows: {"put": [row], "gone": [{"kind", "key"}]}.
alter table kith.outbox add column rows jsonb not null default '{"put": [], "gone": []}';

-- The rows that are in the CRM. They outlive their contact: only then are they taken away there.
create table kith.shown (
  installation_id text not null,
  key text not null,
  contact_id text not null,
  kind text not null check (kind in ('profile', 'post')),
  -- Of what was written, so that only what changed is written again.
  digest text not null,
  primary key (installation_id, key)
);
create index shown_by_contact on kith.shown (installation_id, contact_id);

-- What a large write carries that goes on in the CRM.
create table kith.bulk (
  installation_id text not null,
  job text not null,
  begun_at timestamptz not null,
  waiting jsonb not null,
  primary key (installation_id, job)
);

-- How far something that is listened to was heard.
create table kith.cursor (
  installation_id text not null,
  stream text not null,
  position text not null,
  kept_at timestamptz not null default now(),
  primary key (installation_id, stream)
);

alter table kith.signal add column told_at timestamptz;
create index signal_untold on kith.signal (installation_id, since) where status = 'open' and told_at is null;

do $$
declare
  name text;
begin
  foreach name in array array['shown', 'bulk', 'cursor'] loop
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
