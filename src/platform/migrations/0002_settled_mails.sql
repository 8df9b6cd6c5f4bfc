-- Whether its step has been looked at since this mail ended: a process killed in between leaves that to the next.
alter table deliveries add column settled boolean not null default false;
create index on deliveries (institution_id, session_id) where step is not null and not settled and state in ('sent', 'ambiguous', 'failed');
