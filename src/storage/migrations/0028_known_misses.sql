-- What networks that charge were asked and knew nobody by: a keyed hash of each question, so that it is not paid for again.
create table kith.known_miss (
  installation_id text not null,
  asked_hash bytea not null,
  until timestamptz not null,
  primary key (installation_id, asked_hash)
);

call kith.isolate('known_miss');
