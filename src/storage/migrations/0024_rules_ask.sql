-- What rules ask of the CRM.

-- Why a rule acts on nothing although it is on: the CRM does not answer what it asks for.
alter table kith.rule add column trouble text;

-- Contacts around whom something happened that fits a rule but for what the CRM says of them: it is asked for many together.
create table kith.rule_waiting (
  installation_id text not null,
  contact_id text not null,
  primary key (installation_id, contact_id),
  foreign key (installation_id, contact_id) references kith.contact on delete cascade
);
call kith.isolate('rule_waiting');

-- What the CRM says of a contact could only be the same as something; now it says how it is compared.
alter table kith.rule no force row level security;
update kith.rule set body = jsonb_set(body, '{when}', (
  select jsonb_agg(
    case when w.one ->> 'on' = 'contact' and w.one ? 'is'
      then w.one - 'is' || jsonb_build_object('how', 'is', 'value', w.one -> 'is') else w.one end
    order by w.place)
  from jsonb_array_elements(body -> 'when') with ordinality as w(one, place)))
where jsonb_path_exists(body, '$.when[*] ? (@.on == "contact" && exists (@.is))');
alter table kith.rule force row level security;
