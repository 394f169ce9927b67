-- When what a profile says was read, and after how many hours it is read again where nobody tells us of it.
alter table kith.profile add column read_at timestamptz, add column read_again_hours double precision;
create index profile_by_reading on kith.profile (installation_id, network, read_at);
create index profile_by_fetching on kith.profile (installation_id, network, fetched_at);
create index event_seen_by_age on kith.event_seen (installation_id, seen_at);
