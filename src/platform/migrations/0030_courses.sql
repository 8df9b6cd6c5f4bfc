-- What recurs. Each date is a session from the start; the rules only say which dates there are, and by what a date changed by hand is known.
create table courses (
  institution_id uuid not null references institutions,
  id uuid not null,
  revision integer not null default 1,
  title text not null,
  -- The teacher.
  organizer_id uuid not null,
  kind text not null check (kind in ('meeting', 'webinar')),
  admission text not null check (admission in ('automatic', 'manual')),
  expected integer,
  zone text not null,
  source text not null check (source in ('pool', 'default host', 'named host')),
  -- The Zoom user of a named host; null for the others.
  host_id text,
  -- Rules one after the other, each from its first date until the next one's: wall times, the RFC 5545 rule or null, minutes.
  parts jsonb not null,
  -- Days without a date, and wall times of further dates.
  without jsonb not null default '[]',
  extra jsonb not null default '[]',
  skips_holidays boolean not null default true,
  -- Whoever is on it is registered for all dates.
  list_id uuid not null,
  -- What a timetable calls it, so that reading it again makes nothing twice.
  import_key text,
  made_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, organizer_id) references members (institution_id, id),
  foreign key (institution_id, list_id) references attendee_lists (institution_id, id),
  check ((source = 'named host') = (host_id is not null))
);
create unique index on courses (institution_id, import_key) where import_key is not null;
create index on courses (institution_id, organizer_id);
create index on courses (institution_id, list_id);

alter table sessions add column course_id uuid;
-- The wall time in the course's zone that its rule gave it: which of the dates it is, also after it was moved.
alter table sessions add column course_date text;
-- What the course last gave it: start, end, title, admission, expected. Where the session differs, somebody changed this date by hand.
alter table sessions add column course_given jsonb;
-- When those on its list got their rows in it: a date far ahead has none yet.
alter table sessions add column spread_at timestamptz;
alter table sessions add foreign key (institution_id, course_id) references courses (institution_id, id);
-- Deferred: with other days the dates of a course take each other's names.
alter table sessions add constraint one_session_a_date unique (institution_id, course_id, course_date) deferrable initially deferred;
create index on sessions (institution_id, course_id, starts_at) where course_id is not null;
create index on sessions (starts_at) where course_id is not null and spread_at is null and status in ('placed', 'waiting');

alter table sessions drop constraint sessions_source_check;
alter table sessions add constraint sessions_source_check check (source in ('pool', 'default host', 'named host', 'personal'));

-- Days without lessons, as an iCalendar address or file says.
create table holiday_calendars (
  institution_id uuid not null references institutions,
  id uuid not null,
  name text not null,
  -- Whoever knows it reads the calendar. Null: it came as a file.
  address_sealed bytea,
  -- Days `2027-03-19` with what they are called, in order.
  days jsonb not null,
  read_at timestamptz not null,
  -- When it was last tried to read anew; and a message key: why that failed.
  tried_at timestamptz,
  trouble text,
  primary key (institution_id, id)
);

-- People who are registered as one: a class, a year, a department.
create table attendee_groups (
  institution_id uuid not null references institutions,
  id uuid not null,
  name text not null,
  owner_id uuid not null,
  made_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, owner_id) references members (institution_id, id)
);
create table group_people (
  institution_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  name text not null, email text not null,
  added_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, group_id) references attendee_groups (institution_id, id) on delete cascade
);
create unique index on group_people (institution_id, group_id, lower(email));
create index on group_people (institution_id, lower(email));
create table list_groups (
  institution_id uuid not null,
  list_id uuid not null,
  group_id uuid not null,
  primary key (institution_id, list_id, group_id),
  foreign key (institution_id, list_id) references attendee_lists (institution_id, id) on delete cascade,
  foreign key (institution_id, group_id) references attendee_groups (institution_id, id) on delete cascade
);
create index on list_groups (institution_id, group_id);
-- Came with a group, and leaves with it. Null: put onto the list by itself.
alter table listed_people add column group_id uuid;
