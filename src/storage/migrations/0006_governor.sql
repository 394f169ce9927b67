-- A CRM says who somebody is, not whether they are an admin there. Whoever first decides for all is the one who may, by
-- the CRM's stable id and by name.
alter table kith.governance add column governor text, add column governor_name text;
