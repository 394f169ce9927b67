-- What was told of a post that is gone goes with it: it names where the post stood.

create function kith.forget_what_was_told() returns trigger language plpgsql as $$
begin
  delete from kith.outgoing_event e using gone
  where e.installation_id = gone.installation_id and e.network = gone.network and e.profile_id = gone.profile_id
    and gone.body ->> 'url' in (e.body -> 'signal' ->> 'url', e.body -> 'rule' ->> 'url');
  return null;
end
$$;

create trigger told_of_posts after delete on kith.post
  referencing old table as gone for each statement execute function kith.forget_what_was_told();
