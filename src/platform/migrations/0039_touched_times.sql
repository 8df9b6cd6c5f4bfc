-- Within which stretch of time somebody's time was changed, so that whoever remembers it reads that stretch anew and no more. Null: all of it.
alter table time_versions add column touched tstzrange;

create function time_changed(institution uuid, of_whom text, during tstzrange) returns void language sql as $f$
  insert into time_versions (institution_id, whose, made_by, n, touched) values (institution, of_whom, pg_current_xact_id()::text::bigint, 1, during)
  on conflict (institution_id, whose, made_by) do update set n = time_versions.n + 1, touched = range_merge(time_versions.touched, excluded.touched)
$f$;

-- What could be had back for another moment counts too: the session as it was before a change.
create function time_of_session(starts timestamptz, ends timestamptz, undo jsonb) returns tstzrange language sql as $f$
  select case when undo is null then tstzrange(starts, ends) else range_merge(tstzrange(starts, ends),
    tstzrange(to_timestamp((undo -> 'before' -> 'time' ->> 'start')::float8 / 1000), to_timestamp((undo -> 'before' -> 'time' ->> 'end')::float8 / 1000))) end
$f$;

create or replace function times_of_organizers_change() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, organizer_id::text, range_merge(range_agg(time_of_session(starts_at, ends_at, undo))))
    from changed where organizer_id is not null group by institution_id, organizer_id;
  return null;
end $f$;

create or replace function times_of_members_change() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, member_id::text, range_merge(range_agg(during))) from changed where member_id is not null group by institution_id, member_id;
  return null;
end $f$;

-- What was reserved and what is planned say their stretch in columns of different names.
create or replace function times_of_hosts_change() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, host_id, range_merge(range_agg(during))) from changed where host_id is not null group by institution_id, host_id;
  return null;
end $f$;
create function reserved_times_change() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, host_id, range_merge(range_agg(reserved))) from changed where host_id is not null group by institution_id, host_id;
  return null;
end $f$;
drop trigger time_comes on reservations;
drop trigger time_goes on reservations;
create trigger time_comes after insert on reservations referencing new table as changed for each statement execute function reserved_times_change();
create trigger time_goes after delete on reservations referencing old table as changed for each statement execute function reserved_times_change();

create or replace function ground_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, 'ground', null) from (select distinct institution_id from changed) c;
  return null;
end $f$;

create or replace function time_of_organizer_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(old.institution_id, old.organizer_id::text, time_of_session(old.starts_at, old.ends_at, old.undo));
  perform time_changed(new.institution_id, new.organizer_id::text, time_of_session(new.starts_at, new.ends_at, new.undo));
  return null;
end $f$;

create or replace function time_of_member_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(old.institution_id, old.member_id::text, old.during);
  perform time_changed(new.institution_id, new.member_id::text, new.during);
  return null;
end $f$;

create or replace function time_of_host_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(old.institution_id, old.host_id, old.during);
  perform time_changed(new.institution_id, new.host_id, new.during);
  return null;
end $f$;
create function reserved_time_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(old.institution_id, old.host_id, old.reserved);
  perform time_changed(new.institution_id, new.host_id, new.reserved);
  return null;
end $f$;
drop trigger time_changes on reservations;
create trigger time_changes after update on reservations for each row when ((old.host_id, old.reserved) is distinct from (new.host_id, new.reserved)) execute function reserved_time_changes();

create or replace function one_ground_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(new.institution_id, 'ground', null);
  return null;
end $f$;

drop function time_changed(uuid, text);

-- One host's plans within a stretch of time are asked for whenever its time is taken.
drop index busy_institution_id_host_id_idx;
create index on busy using gist (institution_id, host_id, during);
