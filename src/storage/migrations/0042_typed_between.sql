-- Somebody typed into a mapped field between Kith's look and its write: what became of it. The values stay in the trail.
create table kith.typed_between (
  installation_id text not null,
  contact_id text not null,
  field text not null,
  at timestamptz not null,
  became text not null check (became in ('given back', 'kept', 'cannot know')),
  primary key (installation_id, contact_id, field, at),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade
);
create index typed_between_newest on kith.typed_between (installation_id, at desc);

call kith.isolate('typed_between');
