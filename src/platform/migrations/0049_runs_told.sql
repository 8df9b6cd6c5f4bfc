-- When administrators were told that it came to a stop and needs somebody; null again once it goes on.
alter table runs add column told_at timestamptz;
create index run_untold on runs (institution_id) where state = 'failed' and told_at is null;
-- What stands there already is seen on its page.
update runs set told_at = clock_timestamp() where state = 'failed';
