-- That a person agreed to be looked for on a network. Without it nothing of a network is kept whose terms ask for it.

create table kith.consent (
  installation_id text not null,
  contact_id text not null,
  network text not null,
  given_at timestamptz not null,
  given_by text not null,
  says text not null,
  primary key (installation_id, contact_id, network)
);

alter table kith.consent enable row level security;
alter table kith.consent force row level security;
create policy own_installation on kith.consent
  using (installation_id = nullif(current_setting('kith.installation', true), ''));
grant select, insert, update, delete on kith.consent to kith_app;
