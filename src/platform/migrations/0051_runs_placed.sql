-- Where a classroom has taken another's place, what is left of its run is about the other one's Zoom user, and may take weeks: the classroom is held up by it no longer.
alter table runs add column is_placed boolean not null default false;
update runs r set is_placed = true where r.kind in ('replace classroom', 'undo replacing') and not exists (
  select from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and s.name <> 'retire_user' and s.state not in ('done', 'skipped'));
drop index one_run_an_address;
drop index one_run_a_classroom;
create unique index one_run_an_address on runs (institution_id, lower(email)) where ended_at is null and email is not null and not is_placed;
create unique index one_run_a_classroom on runs (institution_id, classroom_id) where ended_at is null and classroom_id is not null and not is_placed;
