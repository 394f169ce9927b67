-- Chats that rules write to are endpoints too: what is on its way to them is sent, tried again and logged alike. Where a
-- chat is, is a secret and stands among those alone; it hears nothing but what a rule says to it.

alter table kith.outgoing_endpoint
  alter column url drop not null,
  add column name text,
  add column service text,
  add constraint outgoing_endpoint_or_chat check (
    (service is null and name is null and url is not null)
    or (service in ('slack', 'discord', 'teams') and name is not null and url is null)
  );
