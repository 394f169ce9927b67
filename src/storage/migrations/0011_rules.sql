-- What an admin wants done when something happens, what was done, and how often.

create table kith.rule (
  installation_id text not null,
  rule_id uuid not null default gen_random_uuid(),
  body jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'on', 'off')),
  made_at timestamptz not null,
  changed_by text not null,
  dry_run jsonb,
  on_since timestamptz,
  primary key (installation_id, rule_id)
);

-- Each fact is met once by a rule. Its key is a hash, so that nothing stays here of a post that was removed.
create table kith.rule_match (
  installation_id text not null,
  rule_id uuid not null,
  fact_key text not null,
  contact_id text not null,
  outcome text not null check (outcome in ('held', 'acting', 'done')),
  at timestamptz not null,
  met_at timestamptz not null,
  -- The address of the fact, until all is done with it.
  url text,
  -- What was done: {"do", "id"?, "url"?, "says"?}.
  done jsonb not null default '[]',
  primary key (installation_id, rule_id, fact_key),
  foreign key (installation_id, rule_id) references kith.rule on delete cascade,
  foreign key (installation_id, contact_id) references kith.contact on delete cascade
);
create index rule_match_newest on kith.rule_match (installation_id, rule_id, met_at desc);
create index rule_match_by_contact on kith.rule_match (installation_id, contact_id);

-- How often a rule acted in an hour or a day of the clock.
create table kith.rule_window (
  installation_id text not null,
  rule_id uuid not null,
  begins timestamptz not null,
  used integer not null,
  primary key (installation_id, rule_id, begins),
  foreign key (installation_id, rule_id) references kith.rule on delete cascade
);

-- What rules want in fields; undone ones stay until what stood there before is back.
create table kith.rule_field (
  installation_id text not null,
  contact_id text not null,
  field text not null,
  rule_id uuid not null,
  value text not null,
  mode text not null check (mode in ('fill blank', 'overwrite')),
  at timestamptz not null,
  undone boolean not null default false,
  primary key (installation_id, contact_id, field, rule_id),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade,
  foreign key (installation_id, rule_id) references kith.rule on delete cascade
);
create index rule_field_by_rule on kith.rule_field (installation_id, rule_id);
create index post_by_publishing on kith.post (installation_id, published_at);

do $$
declare
  name text;
begin
  foreach name in array array['rule', 'rule_match', 'rule_window', 'rule_field'] loop
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
