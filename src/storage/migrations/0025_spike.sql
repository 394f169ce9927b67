-- Who drives an alert is worth acting on.
alter table kith.signal drop constraint signal_kind_check;
alter table kith.signal add constraint signal_kind_check check (
  kind in ('job change', 'complaint', 'buying question', 'churn risk', 'idea', 'praise', 'press', 'crisis', 'spike')
);

-- The post's own, beside it, so that the alerts that somebody drives are found by them.
alter table kith.alert_post add column profile_id text;
alter table kith.alert_post no force row level security;
alter table kith.post no force row level security;
update kith.alert_post d set profile_id = p.profile_id from kith.post p
where p.installation_id = d.installation_id and p.network = d.network and p.post_id = d.post_id;
alter table kith.alert_post force row level security;
alter table kith.post force row level security;
alter table kith.alert_post alter column profile_id set not null;
create index alert_post_by_profile on kith.alert_post (installation_id, network, profile_id);
