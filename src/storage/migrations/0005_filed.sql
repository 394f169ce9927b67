-- Led by the installation, this index looks to the planner as good as the primary key while a new database knows nothing
-- of its tables yet: every check of a handle's profile then read all profiles of the installation.
drop index kith.profile_filed;
create index profile_filed on kith.profile (filed, installation_id);
