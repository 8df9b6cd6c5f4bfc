-- How often the time of somebody was changed: pages of free times are worked out from what processes remember, and ask here whether that still holds.
-- One row a transaction, so that nobody waits for anybody: the version is the sum, which each commit raises as it becomes visible.
create table time_versions (
  institution_id uuid not null,
  -- A member, a Zoom user, or 'ground': who has which Zoom, which rooms there are, which days are holidays.
  whose text not null,
  -- The transaction.
  made_by bigint not null,
  n bigint not null,
  primary key (institution_id, whose, made_by)
);

create index on time_versions (institution_id, made_by);

create function time_changed(institution uuid, of_whom text) returns void language sql as $f$
  insert into time_versions values (institution, of_whom, pg_current_xact_id()::text::bigint, 1)
  on conflict (institution_id, whose, made_by) do update set n = time_versions.n + 1
$f$;

-- What comes and what goes, however many rows at once.
create function times_of_organizers_change() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, whose) from (select distinct institution_id, organizer_id::text as whose from changed) c where whose is not null;
  return null;
end $f$;
create trigger time_comes after insert on sessions referencing new table as changed for each statement execute function times_of_organizers_change();
create trigger time_goes after delete on sessions referencing old table as changed for each statement execute function times_of_organizers_change();

create function times_of_members_change() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, whose) from (select distinct institution_id, member_id::text as whose from changed) c where whose is not null;
  return null;
end $f$;
create trigger time_comes after insert on booking_times referencing new table as changed for each statement execute function times_of_members_change();
create trigger time_goes after delete on booking_times referencing old table as changed for each statement execute function times_of_members_change();
create trigger time_comes after insert on calendar_times referencing new table as changed for each statement execute function times_of_members_change();
create trigger time_goes after delete on calendar_times referencing old table as changed for each statement execute function times_of_members_change();

create function times_of_hosts_change() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, whose) from (select distinct institution_id, host_id as whose from changed) c where whose is not null;
  return null;
end $f$;
create trigger time_comes after insert on reservations referencing new table as changed for each statement execute function times_of_hosts_change();
create trigger time_goes after delete on reservations referencing old table as changed for each statement execute function times_of_hosts_change();
create trigger time_comes after insert on busy referencing new table as changed for each statement execute function times_of_hosts_change();
create trigger time_goes after delete on busy referencing old table as changed for each statement execute function times_of_hosts_change();

create function ground_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(institution_id, whose) from (select distinct institution_id, 'ground' as whose from changed) c where whose is not null;
  return null;
end $f$;
create trigger time_comes after insert on connections referencing new table as changed for each statement execute function ground_changes();
create trigger time_goes after delete on connections referencing old table as changed for each statement execute function ground_changes();
create trigger time_comes after insert on hosts referencing new table as changed for each statement execute function ground_changes();
create trigger time_goes after delete on hosts referencing old table as changed for each statement execute function ground_changes();
create trigger time_comes after insert on rooms referencing new table as changed for each statement execute function ground_changes();
create trigger time_goes after delete on rooms referencing old table as changed for each statement execute function ground_changes();
create trigger time_comes after insert on room_outages referencing new table as changed for each statement execute function ground_changes();
create trigger time_goes after delete on room_outages referencing old table as changed for each statement execute function ground_changes();
create trigger time_comes after insert on holiday_calendars referencing new table as changed for each statement execute function ground_changes();
create trigger time_goes after delete on holiday_calendars referencing old table as changed for each statement execute function ground_changes();
create trigger time_comes after insert on members referencing new table as changed for each statement execute function ground_changes();
create trigger time_goes after delete on members referencing old table as changed for each statement execute function ground_changes();

-- What is changed: most changes of a session are none of its time, and those cost a comparison.
create function time_of_organizer_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(old.institution_id, old.organizer_id::text);
  if new.organizer_id <> old.organizer_id then perform time_changed(new.institution_id, new.organizer_id::text); end if;
  return null;
end $f$;
create trigger time_changes after update on sessions for each row when (
  (old.starts_at, old.ends_at, old.organizer_id, old.status in ('placed', 'waiting'), old.undo is null, old.undo -> 'before' -> 'time')
    is distinct from (new.starts_at, new.ends_at, new.organizer_id, new.status in ('placed', 'waiting'), new.undo is null, new.undo -> 'before' -> 'time')
) execute function time_of_organizer_changes();

create function time_of_member_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(old.institution_id, old.member_id::text);
  if new.member_id <> old.member_id then perform time_changed(new.institution_id, new.member_id::text); end if;
  return null;
end $f$;
create trigger time_changes after update on booking_times for each row when ((old.member_id, old.during) is distinct from (new.member_id, new.during)) execute function time_of_member_changes();
create trigger time_changes after update on calendar_times for each row when ((old.member_id, old.during) is distinct from (new.member_id, new.during)) execute function time_of_member_changes();

create function time_of_host_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(old.institution_id, old.host_id);
  if new.host_id <> old.host_id then perform time_changed(new.institution_id, new.host_id); end if;
  return null;
end $f$;
create trigger time_changes after update on reservations for each row when ((old.host_id, old.reserved) is distinct from (new.host_id, new.reserved)) execute function time_of_host_changes();
create trigger time_changes after update on busy for each row when ((old.host_id, old.during) is distinct from (new.host_id, new.during)) execute function time_of_host_changes();

create function one_ground_changes() returns trigger language plpgsql as $f$ begin
  perform time_changed(new.institution_id, 'ground');
  return null;
end $f$;
create trigger time_changes after update on connections for each row when (
  (old.kind, old.member_id, old.state, old.service, old.default_host_id, old.zoom_user_id, old.authorized_at, old.account_id)
    is distinct from (new.kind, new.member_id, new.state, new.service, new.default_host_id, new.zoom_user_id, new.authorized_at, new.account_id)
) execute function one_ground_changes();
create trigger time_changes after update on hosts for each row when (
  (old.email, old.status, old.licensed, old.role, old.meeting_capacity, old.connection_id) is distinct from (new.email, new.status, new.licensed, new.role, new.meeting_capacity, new.connection_id)
) execute function one_ground_changes();
create trigger time_changes after update on rooms for each row when (
  (old.host_id, old.active, old.assignment, old.trouble) is distinct from (new.host_id, new.active, new.assignment, new.trouble)
) execute function one_ground_changes();
create trigger time_changes after update on room_outages for each row execute function one_ground_changes();
create trigger time_changes after update on holiday_calendars for each row when (old.days is distinct from new.days) execute function one_ground_changes();
create trigger time_changes after update on members for each row when ((old.email, old.left_at) is distinct from (new.email, new.left_at)) execute function one_ground_changes();
create trigger time_changes after update on institutions for each row when (old.settings is distinct from new.settings) execute function one_ground_changes();

-- While an institution is removed its rows go after these.
create function time_versions_go() returns trigger language plpgsql as $f$ begin
  delete from time_versions where institution_id = old.institution_id;
  return null;
end $f$;
create trigger time_goes after delete on institutions for each row execute function time_versions_go();

create index on busy (institution_id, host_id);
create index on sessions (institution_id, organizer_id) where undo is not null;
create index on bookings (institution_id, type_id, starts_at);
