-- What others did with a profile's posts, as sums in which a post of 90 days ago counts half: what its resonance is
-- compared by. Sums only, and with the profile they go.
alter table kith.profile add column echo_posts double precision, add column echo_received double precision;
