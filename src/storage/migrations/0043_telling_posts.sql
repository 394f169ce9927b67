-- Of what kinds of signal a post tells, so that a complaint is found however much was said since. Written as the post is kept;
-- of those that were kept before, any that was read surely enough: which of two opposites was meant is told when it is read again.
alter table kith.post add column tells text[] not null default '{}';
alter table kith.post no force row level security;
update kith.post p set tells = array(
  select distinct signal.kind
  from jsonb_to_recordset(p.body #> '{reading,intents}') as intent(label text, probability float8)
  join (values ('complaint', 'complaint'), ('bug', 'complaint'), ('purchase', 'buying question'), ('churn', 'churn risk'),
    ('feature', 'idea'), ('praise', 'praise'), ('press', 'press'), ('crisis', 'crisis')) as signal(label, kind)
    using (label)
  where intent.probability >= 0.7)
where jsonb_typeof(p.body #> '{reading,intents}') = 'array';
alter table kith.post force row level security;
create index post_telling on kith.post (installation_id, network, profile_id, published_at desc) where tells <> '{}';
