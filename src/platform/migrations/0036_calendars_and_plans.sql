-- How the server calls what it said last, to be asked whether that has changed.
alter table member_calendars add column tag text;
-- When its times were made of what it said: they reach no further than some time after that.
alter table member_calendars add column made_at timestamptz;

-- A meeting that recurs has one number for all its dates.
alter table busy drop constraint busy_pkey;
alter table busy add column n integer not null default 1;
alter table busy add primary key (institution_id, host_id, meeting_id, n);
create index on busy (institution_id, meeting_id);

-- When somebody last began to read what is planned on this host for who is booked on it, and since when that fails; null: it did not fail.
alter table hosts add column busy_tried_at timestamptz;
alter table hosts add column busy_failed_at timestamptz;

-- When a stranger last asked for the times of an appointment type: then its hosts are read more often.
create table booking_pages_asked (
  institution_id uuid not null,
  type_id uuid not null,
  asked_at timestamptz not null,
  primary key (institution_id, type_id),
  foreign key (institution_id, type_id) references appointment_types (institution_id, id) on delete cascade
);

-- When its owner was last told why it can't be booked.
alter table appointment_types add column told_trouble_at timestamptz;
