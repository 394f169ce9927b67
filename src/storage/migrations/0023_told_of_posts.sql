-- What was told of a post that is gone goes with it: it names where the post stood.

create function kith.told_of(body jsonb) returns text language sql immutable parallel safe
  return coalesce(body -> 'signal' ->> 'url', body -> 'rule' ->> 'url');

-- By a number, since an address may be longer than an index takes. Somebody who says much is told of much: without the
-- address each of their posts would be held against all that was told of them.
create index outgoing_event_by_post on kith.outgoing_event
  (installation_id, network, profile_id, hashtextextended(kith.told_of(body), 0));
-- The new one begins with the same columns.
drop index kith.outgoing_event_by_profile;

create function kith.forget_what_was_told() returns trigger language plpgsql as $$
begin
  delete from kith.outgoing_event e using gone
  where e.installation_id = gone.installation_id and e.network = gone.network and e.profile_id = gone.profile_id
    and hashtextextended(kith.told_of(e.body), 0) = hashtextextended(gone.body ->> 'url', 0)
    and kith.told_of(e.body) = gone.body ->> 'url';
  return null;
end
$$;

create trigger told_of_posts after delete on kith.post
  referencing old table as gone for each statement execute function kith.forget_what_was_told();
