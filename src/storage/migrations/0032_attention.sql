-- Who turns to whom, from the posts that are kept, and how much: with a post, or somebody, that is gone, what hung on it
-- goes too, as if it had never been.

-- Whom a post turns to in its own words: who said the post it answers, who has a handle, whose id it is. Who that is may
-- be known only later, or never.
create table kith.post_aim (
  installation_id text not null,
  network text not null,
  post_id text not null,
  names text not null check (names in ('post', 'handle', 'profile')),
  what text not null,
  -- By a number, since ids may be longer than an index takes.
  aim bigint not null generated always as (hashtextextended(names || ' ' || what, 0)) stored,
  primary key (installation_id, network, post_id, aim),
  foreign key (installation_id, network, post_id) references kith.post on delete cascade
);
create index post_aim_by_aim on kith.post_aim (installation_id, network, aim);

-- Who that is, as far as they are known.
create table kith.post_turned (
  installation_id text not null,
  network text not null,
  post_id text not null,
  aim bigint not null,
  giver text not null,
  receiver text not null check (receiver <> giver),
  at timestamptz not null,
  -- The post through which the receiver is known.
  answers text,
  primary key (installation_id, network, post_id, aim),
  foreign key (installation_id, network, post_id, aim) references kith.post_aim on delete cascade,
  foreign key (installation_id, network, receiver) references kith.profile on delete cascade,
  foreign key (installation_id, network, answers) references kith.post on delete cascade
);
create index post_turned_by_pair on kith.post_turned (installation_id, network, giver, receiver, at desc);
create index post_turned_by_receiver on kith.post_turned (installation_id, network, receiver);
create index post_turned_by_answered on kith.post_turned (installation_id, network, answers) where answers is not null;

create table kith.attention (
  installation_id text not null,
  network text not null,
  giver text not null,
  receiver text not null,
  -- The sum over posts of `kith.weight_at`: exact, so that what is taken back leaves nothing behind.
  volume numeric not null,
  posts integer not null,
  last_at timestamptz not null,
  primary key (installation_id, network, giver, receiver),
  foreign key (installation_id, network, giver) references kith.profile on delete cascade,
  foreign key (installation_id, network, receiver) references kith.profile on delete cascade
);
create index attention_received on kith.attention (installation_id, network, receiver, volume desc);
create index attention_given on kith.attention (installation_id, network, giver, volume desc);

call kith.isolate('post_aim', 'post_turned', 'attention');

-- What a post of that moment weighs beside one of 2026-01-01: twice as much for each 90 days later. So nothing that is
-- kept has to be weighed anew as time passes (forward decay, Cormode et al. 2009), whatever comes in whatever order.
create function kith.weight_at(at timestamptz) returns numeric language sql stable parallel safe
  return round(power(2::float8, ((extract(epoch from at) - 1767225600) / 7776000)::float8)::numeric, 12);

-- A post turns to somebody once, by however many words. It has few: the receiver is compared in a way that no index over
-- receivers fits, of whom the famous have very many.
create function kith.give_attention() returns trigger language plpgsql as $$
begin
  insert into kith.attention as a (installation_id, network, giver, receiver, volume, posts, last_at)
  select c.installation_id, c.network, c.giver, c.receiver, sum(kith.weight_at(c.at)), count(*), max(c.at)
  from (
    select installation_id, network, post_id, giver, receiver, at, count(*) as words from come group by 1, 2, 3, 4, 5, 6
  ) c
  where c.words = (
    select count(*) from kith.post_turned t
    where t.installation_id = c.installation_id and t.network = c.network and t.post_id = c.post_id
      and t.receiver || '' = c.receiver)
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (installation_id, network, giver, receiver) do update set
    volume = a.volume + excluded.volume, posts = a.posts + excluded.posts,
    last_at = greatest(a.last_at, excluded.last_at);
  return null;
end
$$;

create function kith.take_attention_back() returns trigger language plpgsql as $$
begin
  update kith.attention a set volume = a.volume - g.volume, posts = a.posts - g.posts, last_at = coalesce(g.last_at, a.last_at)
  from (
    select o.installation_id, o.network, o.giver, o.receiver, sum(kith.weight_at(o.at)) as volume, count(*) as posts, (
      select max(t.at) from kith.post_turned t
      where t.installation_id = o.installation_id and t.network = o.network and t.giver = o.giver
        and t.receiver = o.receiver) as last_at
    from (select distinct installation_id, network, post_id, giver, receiver, at from gone) o
    where not exists (
      select from kith.post_turned t
      where t.installation_id = o.installation_id and t.network = o.network and t.post_id = o.post_id
        and t.receiver || '' = o.receiver)
    group by 1, 2, 3, 4
  ) g
  where a.installation_id = g.installation_id and a.network = g.network and a.giver = g.giver and a.receiver = g.receiver;
  delete from kith.attention a using gone g
  where a.installation_id = g.installation_id and a.network = g.network and a.giver = g.giver
    and a.receiver = g.receiver and a.posts = 0;
  return null;
end
$$;

create trigger attention_given after insert on kith.post_turned
  referencing new table as come for each statement execute function kith.give_attention();
create trigger attention_taken_back after delete on kith.post_turned
  referencing old table as gone for each statement execute function kith.take_attention_back();
