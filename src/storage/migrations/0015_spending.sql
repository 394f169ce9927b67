-- What networks that charge were asked in a month (UTC), and what that cost in millionths of a US dollar. What is reserved
-- for a question that is under way counts as spent.

create table kith.spending (
  installation_id text not null,
  network text not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  asked bigint not null default 0,
  micros bigint not null default 0 check (micros >= 0),
  primary key (installation_id, network, month)
);

call kith.isolate('spending');
