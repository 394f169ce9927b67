-- A rule may act on an alert, which is about no contact.
alter table kith.rule_match alter column contact_id drop not null;
alter table kith.rule_match add column alert_id uuid;
alter table kith.rule_match add constraint rule_match_about_one check (num_nonnulls(contact_id, alert_id) = 1);
alter table kith.rule_match
  add foreign key (installation_id, alert_id) references kith.alert on delete cascade;
create index rule_match_by_alert on kith.rule_match (installation_id, alert_id);
