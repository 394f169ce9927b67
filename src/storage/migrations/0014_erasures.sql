-- That somebody asked their network to have everything of theirs erased here, and when it was; not who.

create table kith.erasure_asked (
  installation_id text not null,
  code text not null,
  network text not null,
  erased_at timestamptz not null,
  primary key (installation_id, code)
);

call kith.isolate('erasure_asked');
