-- Posts that answer each other are read as one thread, across networks where one links to another.

-- As columns of their own that do not change when a post is read again: an index on the body would be written each time.
-- By a number, since an id or an address may be longer than an index takes.
alter table kith.post
  add column conversation_key bigint generated always as (hashtextextended(body ->> 'conversation', 0)) stored,
  add column url_key bigint generated always as (hashtextextended(body ->> 'url', 0)) stored;
create index post_by_conversation on kith.post (installation_id, network, conversation_key);
create index post_by_url on kith.post (installation_id, url_key);

-- Where a post links to. What an edit took out stays: whoever reads a thread looks into the text.
create table kith.post_link (
  installation_id text not null,
  place_key bigint not null,
  network text not null,
  post_id text not null,
  primary key (installation_id, place_key, network, post_id),
  foreign key (installation_id, network, post_id) references kith.post on delete cascade
);
create index post_link_by_post on kith.post_link (installation_id, network, post_id);

call kith.isolate('post_link');
