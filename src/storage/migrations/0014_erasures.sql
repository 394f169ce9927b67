-- That somebody asked their network to have everything of theirs erased here, and when it was; not who.

create table kith.erasure_asked (
  installation_id text not null,
  code text not null,
  network text not null,
  erased_at timestamptz not null,
  primary key (installation_id, code)
);

alter table kith.erasure_asked enable row level security;
alter table kith.erasure_asked force row level security;
create policy own_installation on kith.erasure_asked
  using (installation_id = nullif(current_setting('kith.installation', true), ''));
grant select, insert, update, delete on kith.erasure_asked to kith_app;
