-- An index finds what it is for, and nothing else. Where PostgreSQL knows little of a table (it is new, or of an installation
-- that came after it was looked at) it expects one row of any installation: each index that the installation and the
-- network lead then looks as good as the primary key, and one row is looked for by reading all that the installation
-- has, once a row (0005). A partial index is out of the question where nothing says its condition. These hold of every row:
-- that a column is not null is said by whatever compares it.
drop index kith.profile_by_fetching;
create index profile_by_fetching on kith.profile (installation_id, network, fetched_at) where fetched_at is not null;
-- Also those that were never read are looked for by this one; its condition is said in so many words.
drop index kith.profile_by_reading;
create index profile_by_reading on kith.profile (installation_id, network, read_at) where coalesce(read_again_hours, 1) >= 0;
drop index kith.profile_handle_of;
create index profile_handle_of on kith.profile_handle (installation_id, network, handle) where handle is not null;
drop index kith.profile_topic_by_rule;
create index profile_topic_by_rule on kith.profile_topic (installation_id, rule_id, network) where rule_id is not null;
drop index kith.link_by_profile;
create index link_by_profile on kith.link (installation_id, network, profile_id) where profile_id is not null;

drop index kith.post_newest;
create index post_newest on kith.post (installation_id, network, profile_id, published_at desc) where profile_id is not null;
drop index kith.post_by_publishing;
create index post_by_publishing on kith.post (installation_id, published_at) where published_at is not null;
drop index kith.post_by_conversation;
create index post_by_conversation on kith.post (installation_id, network, conversation_key) where conversation_key is not null;
drop index kith.post_by_url;
create index post_by_url on kith.post (installation_id, url_key) where url_key is not null;
drop index kith.post_link_by_post;
create index post_link_by_post on kith.post_link (installation_id, network, post_id) where post_id is not null;
drop index kith.heard_by_post;
create index heard_by_post on kith.heard (installation_id, network, post_id) where post_id is not null;
drop index kith.alert_post_by_post;
create index alert_post_by_post on kith.alert_post (installation_id, network, post_id) where post_id is not null;
drop index kith.alert_post_by_profile;
create index alert_post_by_profile on kith.alert_post (installation_id, network, profile_id) where profile_id is not null;

drop index kith.post_aim_by_aim;
create index post_aim_by_aim on kith.post_aim (installation_id, network, aim) where aim is not null;
drop index kith.post_turned_by_pair;
create index post_turned_by_pair on kith.post_turned (installation_id, network, giver, receiver, at desc) where giver is not null;
drop index kith.post_turned_by_receiver;
create index post_turned_by_receiver on kith.post_turned (installation_id, network, receiver) where receiver is not null;
drop index kith.engager_by_giver;
create index engager_by_giver on kith.engager (installation_id, network, giver) where giver is not null;
-- By giver the primary key finds too: this one is for their order.
drop index kith.attention_given;
create index attention_given on kith.attention (installation_id, network, giver, volume desc) where volume >= 0;
-- Of indexes that look equally good the youngest is taken: the famous receive from very many.
alter table kith.attention drop constraint attention_pkey;
alter table kith.attention add constraint attention_pkey primary key (installation_id, network, giver, receiver);

-- A post has few turns, found by the primary key; compared as arrays, receivers and aims say no index's condition.
create or replace function kith.give_attention() returns trigger language plpgsql as $$
begin
  insert into kith.attention as a (installation_id, network, giver, receiver, volume, posts, last_at)
  select c.installation_id, c.network, c.giver, c.receiver, sum(kith.weight_at(c.at)), count(*), max(c.at)
  from (
    select installation_id, network, post_id, giver, receiver, at, count(*) as words from come group by 1, 2, 3, 4, 5, 6
  ) c
  where c.words = (
    select count(*) from kith.post_turned t
    where t.installation_id = c.installation_id and t.network = c.network and t.post_id = c.post_id
      and array[t.receiver] = array[c.receiver])
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (installation_id, network, giver, receiver) do update set
    volume = a.volume + excluded.volume, posts = a.posts + excluded.posts,
    last_at = greatest(a.last_at, excluded.last_at);
  return null;
end
$$;

-- What was taken away is taken back row by row: a join would be planned by what is guessed of tables that are being changed.
create or replace function kith.take_attention_back() returns trigger language plpgsql as $$
declare
  g record;
begin
  for g in
    select o.installation_id, o.network, o.giver, o.receiver, sum(kith.weight_at(o.at)) as volume, count(*) as posts
    from (select distinct installation_id, network, post_id, giver, receiver, at from gone) o
    where not exists (
      select from kith.post_turned t
      where t.installation_id = o.installation_id and t.network = o.network and t.post_id = o.post_id
        and array[t.receiver] = array[o.receiver]
      offset 0)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
  loop
    update kith.attention a set volume = a.volume - g.volume, posts = a.posts - g.posts, last_at = coalesce((
        select t.at from kith.post_turned t
        where t.installation_id = g.installation_id and t.network = g.network and t.giver = g.giver
          and t.receiver = g.receiver
        order by t.at desc limit 1), a.last_at)
    where a.installation_id = g.installation_id and a.network = g.network and a.giver = g.giver and a.receiver = g.receiver;
    delete from kith.attention a
    where a.installation_id = g.installation_id and a.network = g.network and a.giver = g.giver and a.receiver = g.receiver
      and a.posts = 0;
  end loop;
  return null;
end
$$;

-- Of one post, by its primary key: called for each that was looked up, where a statement that deletes would be planned as a join.
create function kith.forget_aim(installation text, net text, post text, which bigint) returns void language sql as $$
  delete from kith.post_aim
  where installation_id = installation and network = net and post_id = post and array[aim] = array[which]
$$;
create function kith.forget_turned(installation text, net text, post text, which bigint) returns void language sql as $$
  delete from kith.post_turned
  where installation_id = installation and network = net and post_id = post and aim = which
$$;
