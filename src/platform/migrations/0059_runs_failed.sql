-- Each round of the runs looks for those that gave up for what may be no more so.
create index run_failed on runs (institution_id) where state = 'failed';
