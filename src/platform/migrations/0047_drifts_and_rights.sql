-- A difference is known by its kind and the row that it is of; two rows of one classroom that are gone are two. What was found before tells no row, and names in Zoom were
-- not looked at: all is compared anew, and nothing is said until then.
delete from drifts;
alter table drifts drop constraint drifts_institution_id_classroom_id_what_key;
alter table drifts
  add column table_id uuid, add column row_key text,
  -- When it was seen last: what can't be read stays as it was seen.
  add column seen_at timestamptz not null,
  -- The run that settles it, until all was compared again.
  add column settled_by uuid,
  add constraint one_drift_a_place unique nulls not distinct (institution_id, classroom_id, what, table_id, row_key);

-- All sides that could not be read when it was compared last, each with why; and the names that its Zoom user was given.
alter table classrooms drop column unread;
alter table classrooms add column unread jsonb not null default '[]', add column first_name text, add column last_name text;
update classrooms c set first_name = r.asked ->> 'firstName', last_name = coalesce(r.asked ->> 'lastName', '') from runs r
  where r.institution_id = c.institution_id and r.id = c.id and r.asked ->> 'firstName' is not null;
update classrooms set compared_at = null, compare_at = null where state = 'in use';

-- A standing meeting that is gone from Zoom is made anew.
alter table runs drop constraint runs_kind_check;
alter table runs add constraint runs_kind_check check (kind in
  ('zoom user', 'new classroom', 'replace classroom', 'change passcode', 'new meeting', 'retire classroom', 'rename classroom', 'undo replacing', 'leaving'));

-- More is looked at than before of what a role may do: what was found of it then says too much. It is looked at anew as soon as somebody opens the page.
update external_tables set tried = null, tried_at = null;
