-- Runs that are halfway, until nothing is apart any more: administrators are told of one that stays so.
create index run_halfway on runs (institution_id) where state = 'running' and facts ->> 'halfwaySince' is not null;

-- When administrators were told that it is there.
alter table drifts add column told_at timestamptz;
-- What stands there already is seen on its page.
update drifts set told_at = clock_timestamp();
-- When the differences that the night's comparison has found are told next; null: nobody has reckoned that yet.
alter table institutions add column drifts_tell_at timestamptz;
