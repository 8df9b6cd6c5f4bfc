-- What a stranger can book on a public page. Hours are wall times of its zone.
create table appointment_types (
  institution_id uuid not null references institutions,
  id uuid not null,
  revision integer not null default 1,
  -- The end of its public address; that of an unlisted one can't be guessed.
  slug text not null unique,
  -- Who made it, and is told what keeps it from being booked.
  owner_id uuid not null,
  -- Whoever is in this team may change it too.
  team_id uuid,
  name text not null,
  description text not null default '',
  -- Lengths to choose from.
  lengths jsonb not null,
  place jsonb not null,
  -- Where the Zoom meeting's host comes from, if the place is Zoom.
  source text not null check (source in ('personal', 'pool', 'default host')),
  hosting text not null check (hosting in ('one', 'round robin', 'together')),
  zone text not null,
  weekly jsonb not null,
  days jsonb not null,
  buffer_before integer not null,
  buffer_after integer not null,
  notice_minutes integer not null,
  horizon_days integer not null,
  most_a_day integer,
  most_a_week integer,
  grid_minutes integer not null,
  skips_holidays boolean not null,
  listed boolean not null,
  languages jsonb not null,
  -- For so long what was last read of Zoom and of calendars may stand in for what can't be read.
  stale_minutes integer not null,
  -- Until so long before its start the guest may move or cancel it; null: never.
  change_until_minutes integer,
  -- So many minutes before the start.
  reminders jsonb not null,
  most_guests integer not null,
  active boolean not null,
  -- Why it can't be booked, as its owner was told last; null: it could be.
  told_trouble text,
  made_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, owner_id) references members (institution_id, id),
  foreign key (institution_id, team_id) references teams (institution_id, id)
);
create index on appointment_types (institution_id, owner_id);
create index on appointment_types (institution_id, team_id);

create table appointment_hosts (
  institution_id uuid not null,
  type_id uuid not null,
  member_id uuid not null,
  ord integer not null,
  primary key (institution_id, type_id, member_id),
  foreign key (institution_id, type_id) references appointment_types (institution_id, id) on delete cascade,
  foreign key (institution_id, member_id) references members (institution_id, id)
);
create index on appointment_hosts (institution_id, member_id);

-- One appointment. On Zoom it has a session, whose organizer is its host, the first of several, and whose attendees are whoever comes; whoever changes that
-- session changes it, and its own time follows.
create table bookings (
  institution_id uuid not null,
  id uuid not null,
  type_id uuid not null,
  -- Null: it is not on Zoom.
  session_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (starts_at < ends_at),
  -- As they were when it was booked: the type may change.
  type_name text not null,
  place jsonb not null,
  -- Who booked.
  attendee_id uuid,
  name text not null,
  email text not null,
  zone text not null,
  language text not null,
  message text not null default '',
  -- Whom they bring along: names and addresses.
  guests jsonb not null default '[]',
  buffer_before integer not null,
  buffer_after integer not null,
  -- Of the address by which whoever booked moves or cancels it.
  token_print bytea not null unique,
  change_until_minutes integer,
  status text not null check (status in ('booked', 'cancelled')),
  cancelled_by text check (cancelled_by in ('guest', 'host')),
  cancelled_because text not null default '',
  no_show boolean not null default false,
  -- How often its mails told something new: the SEQUENCE of their calendar entries.
  sequence integer not null default 0,
  -- What was last told: start, end, status, place on Zoom or not yet. Null: nothing yet.
  told jsonb,
  -- From when on it is told although Zoom has not answered.
  tell_at timestamptz,
  -- Something of it is to be told that no session knows of: guests who came, an appointment that is not on Zoom.
  untold boolean not null default true,
  reminders jsonb not null,
  -- The next reminder, null: none is left.
  remind_at timestamptz,
  made_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, type_id) references appointment_types (institution_id, id),
  foreign key (institution_id, session_id) references sessions (institution_id, id),
  unique (institution_id, session_id)
);
create index on bookings (institution_id, type_id);
create index on bookings (institution_id, lower(email));
create index on bookings (institution_id, ends_at);
create index on bookings (remind_at) where remind_at is not null;
create index bookings_untold on bookings (tell_at) where untold;

-- Who hosts it; stays when it is cancelled.
create table booking_hosts (
  institution_id uuid not null,
  booking_id uuid not null,
  member_id uuid not null,
  ord integer not null,
  primary key (institution_id, booking_id, member_id),
  foreign key (institution_id, booking_id) references bookings (institution_id, id) on delete cascade,
  foreign key (institution_id, member_id) references members (institution_id, id)
);
create index on booking_hosts (institution_id, member_id);

-- The time of each host, buffers included: nobody is taken twice, whatever is booked at the same instant.
create table booking_times (
  institution_id uuid not null,
  booking_id uuid not null,
  member_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  primary key (institution_id, booking_id, member_id),
  foreign key (institution_id, booking_id) references bookings (institution_id, id) on delete cascade,
  foreign key (institution_id, member_id) references members (institution_id, id),
  constraint one_booking_at_a_time exclude using gist (institution_id with =, member_id with =, during with &&)
);

-- A session of a booking lives a shorter life, and its booking tells people of it.
alter table sessions add column booking_id uuid;
-- The revision of which its booking has told, or seen that there is nothing to tell.
alter table sessions add column booking_told integer not null default 0;
create index on sessions (institution_id, booking_id) where booking_id is not null;
create index booking_untold on sessions (starts_at) where booking_id is not null and booking_told <> revision;

-- Other calendars of a member, by their addresses: whoever knows such an address reads the calendar.
create table member_calendars (
  institution_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  address_sealed bytea not null,
  -- When it was last read; null: never.
  read_at timestamptz,
  tried_at timestamptz not null,
  trouble text,
  primary key (institution_id, id),
  foreign key (institution_id, member_id) references members (institution_id, id)
);
create index on member_calendars (institution_id, member_id);
create index on member_calendars (tried_at);

create table calendar_times (
  institution_id uuid not null,
  calendar_id uuid not null,
  n integer not null,
  member_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  primary key (institution_id, calendar_id, n),
  foreign key (institution_id, calendar_id) references member_calendars (institution_id, id) on delete cascade
);
create index on calendar_times using gist (institution_id, member_id, during);

-- What an administrator decides for all booking pages: a locked place, which sites may show them in a frame, colour and logo.
alter table institutions add column appointments jsonb not null default '{"lockedPlace":null,"frameSites":[],"colour":null,"logo":null}';
alter table institutions add column appointments_revision integer not null default 1;
