-- What somebody said may be a signal, too.
alter table kith.signal drop constraint signal_kind_check;
alter table kith.signal add constraint signal_kind_check check (
  kind in ('job change', 'complaint', 'buying question', 'churn risk', 'idea', 'praise', 'press', 'crisis')
);
