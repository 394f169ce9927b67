-- Whom a person or a listening rule has added to the CRM. It is decided before the CRM is asked, so that asking again adds
-- nobody twice, and remembered without saying who: whoever was added once is added by no rule again.
create table kith.addition (
  installation_id text not null,
  network text not null,
  profile_hash bytea not null,
  -- Under this the CRM finds whom it was given; it says nothing about anybody.
  key uuid not null default gen_random_uuid(),
  decided_by text not null,
  -- Absent: a person decided.
  rule_id uuid,
  at timestamptz not null,
  state text not null check (state in ('waiting', 'added', 'there already', 'looks like', 'refused')),
  contact_id text,
  -- Ids of contacts that they may be, as the CRM's own rules say.
  others text[] not null default '{}',
  may_insist boolean not null default false,
  says text,
  primary key (installation_id, network, profile_hash),
  foreign key (installation_id, contact_id) references kith.contact on delete set null (contact_id)
);
create index addition_newest on kith.addition (installation_id, at desc);
create index addition_by_rule on kith.addition (installation_id, rule_id, at);
create index addition_by_contact on kith.addition (installation_id, contact_id);

call kith.isolate('addition');
