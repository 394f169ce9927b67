-- What an installation teaches Kith to tell apart in its own words.

-- The model in force, with how well it tells what it was not shown.
create table kith.own_labels (
  installation_id text primary key,
  version text not null,
  made_at timestamptz not null,
  made_by text not null,
  figures jsonb not null,
  model text not null
);
-- Weights do not compress.
alter table kith.own_labels alter column model set storage external;

-- What is being learnt, or could not be. The examples go as soon as it is known which.
create table kith.own_lesson (
  installation_id text primary key,
  lesson_id uuid not null,
  sent_at timestamptz not null,
  sent_by text not null,
  count integer not null,
  examples jsonb,
  progress real not null default 0,
  trouble text,
  check ((examples is null) = (trouble is not null))
);

call kith.isolate('own_labels', 'own_lesson');
