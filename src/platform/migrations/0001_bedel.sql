create extension if not exists btree_gist;

-- The application's time. One row; moved only by the sandbox, and only forward.
create table application_clock (
  one boolean primary key default true check (one),
  clock_offset bigint not null default 0,
  frozen_at timestamptz,
  -- The example institution is still living through its first week.
  catching_up boolean not null default false
);
insert into application_clock default values;

-- Which secret this database was written with: another one could not open what is sealed here.
create table server_key (one boolean primary key default true check (one), fingerprint bytea not null);

-- Running processes. One that was killed stops beating, and what it held is free within seconds (machine time).
create table processes (id uuid primary key, alive_until timestamptz not null);

-- Sign-in. A person may belong to several institutions, so these four (the sign-in library's) carry none.
create table people (
  id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null, image text,
  "createdAt" timestamptz not null, "updatedAt" timestamptz not null
);
create table sign_ins (
  id text primary key, "expiresAt" timestamptz not null, token text not null unique, "createdAt" timestamptz not null, "updatedAt" timestamptz not null,
  "ipAddress" text, "userAgent" text, "userId" text not null references people on delete cascade
);
create table sign_in_methods (
  id text primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references people on delete cascade,
  "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
  "createdAt" timestamptz not null, "updatedAt" timestamptz not null
);
create table verifications (
  id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz not null, "updatedAt" timestamptz not null
);
create index on sign_ins ("userId");
create index on sign_in_methods ("userId");

create table institutions (
  institution_id uuid primary key,
  settings jsonb not null,
  revision integer not null default 1,
  -- A room may have become free: the queue is to be looked at. Set in the transaction that frees it.
  queue_asked boolean not null default false,
  -- When its rooms are next compared with Zoom's users.
  upkeep_at timestamptz
);

create table members (
  institution_id uuid not null references institutions,
  id uuid not null,
  person_id text not null references people,
  name text not null, email text not null, role text not null check (role in ('owner', 'admin', 'organizer')),
  language text not null, zone text not null,
  primary key (institution_id, id), unique (institution_id, person_id)
);

create table connections (
  institution_id uuid not null references institutions,
  id uuid not null,
  kind text not null check (kind in ('institution', 'personal')),
  account_id text not null,
  token_sealed bytea, token_expires_at timestamptz,
  state text not null default 'connected' check (state in ('connected', 'unreachable', 'reconnect needed')),
  since timestamptz not null, last_ok_at timestamptz,
  synced_at timestamptz, sync_trouble text,
  primary key (institution_id, id)
);

-- Every Zoom user of the account that was read, room or not.
create table hosts (
  institution_id uuid not null references institutions,
  id text not null,
  email text not null, name text not null,
  status text not null, licensed boolean not null, role text not null,
  signs_in_with text[], meeting_capacity integer not null default 0, webinar_capacity integer not null default 0,
  read_at timestamptz not null,
  primary key (institution_id, id)
);

create table rooms (
  institution_id uuid not null,
  id uuid not null,
  host_id text not null,
  name text not null, code text not null default '', ord integer not null,
  active boolean not null default false,
  assignment text not null default 'automatic' check (assignment in ('automatic', 'manual')),
  handover text check (handover in ('credentials', 'start link')),
  -- Message key of what Zoom says against using it.
  trouble text,
  -- The room's password belongs to the room. `exposed_to`: who was given the one in force; `occupied_by`: whose room it is now.
  password_sealed bytea, password_next_sealed bytea, password_epoch integer not null default 0, password_trouble text,
  exposed_to uuid, occupied_by uuid, evidence_at timestamptz,
  revision integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, host_id),
  foreign key (institution_id, host_id) references hosts (institution_id, id)
);

create table room_outages (
  institution_id uuid not null, id uuid not null, room_id uuid not null,
  during tstzrange not null, reason text not null,
  primary key (institution_id, id),
  foreign key (institution_id, room_id) references rooms (institution_id, id)
);

-- What exists in Zoom outside Bedel: respected, never constrained.
create table busy (
  institution_id uuid not null, host_id text not null, meeting_id text not null,
  during tstzrange not null, title text not null,
  primary key (institution_id, meeting_id),
  foreign key (institution_id, host_id) references hosts (institution_id, id)
);

create table sessions (
  institution_id uuid not null references institutions,
  id uuid not null,
  revision integer not null default 1,
  title text not null, kind text not null check (kind in ('meeting', 'webinar')),
  starts_at timestamptz not null, ends_at timestamptz not null check (starts_at < ends_at), zone text not null,
  admission text not null check (admission in ('automatic', 'manual')), expected integer,
  organizer_id uuid not null,
  status text not null check (status in ('waiting', 'placed', 'declined', 'cancelled')),
  room_id uuid, host_id text, pinned boolean not null default false,
  policy jsonb not null, steps jsonb not null,
  meeting jsonb, intent jsonb, stray jsonb not null default '[]', stray_asked boolean not null default false,
  registrants_asked boolean not null default false, registrant_trouble text,
  live jsonb, watch_at timestamptz, over_at timestamptz, end_asked_at timestamptz,
  asked_at timestamptz not null, none_proven boolean not null default false,
  declined_because text, cancelled_at timestamptz,
  undo jsonb, moved_from timestamptz,
  -- When to look again: computed from the state each time the state is saved.
  wake_at timestamptz,
  -- Deciding about it threw: set aside until somebody has looked.
  aside text,
  primary key (institution_id, id),
  foreign key (institution_id, organizer_id) references members (institution_id, id),
  foreign key (institution_id, room_id) references rooms (institution_id, id)
);
create index on sessions (wake_at) where wake_at is not null and aside is null;
create index on sessions (institution_id, starts_at);
create index on sessions (institution_id, organizer_id, starts_at);
create index on sessions (institution_id, asked_at) where status = 'waiting';
create index on sessions (institution_id, (meeting ->> 'id'));

-- A host is reserved from its opening to its closing, not only during the session, for one session a lane. Piece 0 is the
-- session's own; further pieces hold what a change gave up, as long as it can be undone.
-- The range is half-open: what ends at eleven does not touch what begins at eleven.
create table reservations (
  institution_id uuid not null, session_id uuid not null, piece smallint not null default 0,
  host_id text not null, lane smallint not null default 1,
  reserved tstzrange not null,
  primary key (institution_id, session_id, piece),
  foreign key (institution_id, session_id) references sessions (institution_id, id),
  constraint one_session_at_a_time exclude using gist (institution_id with =, host_id with =, lane with =, reserved with &&)
);

create table attendees (
  institution_id uuid not null, id uuid not null, session_id uuid not null,
  name text not null, email text not null,
  token_print bytea not null unique,
  added_at timestamptz not null,
  registrant_id text, registrant_link_sealed bytea, registrant_meeting text, registrant_trouble text,
  primary key (institution_id, id),
  foreign key (institution_id, session_id) references sessions (institution_id, id)
);
create unique index on attendees (institution_id, session_id, lower(email));

-- Wishes for Zoom. One wish, one row: asking again for the same revision of a session is not a second wish.
create table commands (
  institution_id uuid not null, key text not null,
  session_id uuid, room_id uuid, revision integer not null,
  does text not null, step text,
  lane text not null, urgency smallint not null,
  state text not null default 'queued' check (state in ('queued', 'done', 'dead')),
  due_at timestamptz not null, useful_until timestamptz,
  attempts integer not null default 0, generation integer not null default 0,
  -- The process that carries it out; free again when that process no longer beats.
  leased_by uuid,
  trouble jsonb, made_at timestamptz not null, ended_at timestamptz,
  primary key (institution_id, key)
);
create index on commands (due_at) where state = 'queued';
create index on commands (institution_id, session_id);

-- Mails. Nothing in `facts` is a secret: those are read when the mail is written out.
create table deliveries (
  institution_id uuid not null, key text not null, id uuid not null unique,
  kind text not null, step text, session_id uuid, attendee_id uuid,
  to_name text not null, to_email text not null, language text not null, zone text not null,
  facts jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'ambiguous', 'withdrawn')),
  due_at timestamptz not null, useful_until timestamptz,
  attempts integer not null default 0, leased_by uuid,
  trouble text, made_at timestamptz not null, sent_at timestamptz,
  -- It went out a second time because a crash hid whether the first had arrived; both carry one Message-ID.
  sent_again boolean not null default false,
  primary key (institution_id, key)
);
create index on deliveries (due_at) where state in ('queued', 'sending');
create index on deliveries (institution_id, session_id);

-- What Zoom told us by itself, as it came; read as facts afterwards.
create table webhooks (
  institution_id uuid not null, key text not null,
  received_at timestamptz not null, body jsonb not null, read_at timestamptz,
  primary key (institution_id, key)
);
create index on webhooks (received_at) where read_at is null;

-- Who the webhooks saw in which run of a meeting.
create table sightings (
  institution_id uuid not null, session_id uuid not null, instance_id text not null, key text not null,
  name text not null, email text, registrant_id text, zoom_user_id text,
  joined_at timestamptz, left_at timestamptz,
  primary key (institution_id, session_id, instance_id, key),
  foreign key (institution_id, session_id) references sessions (institution_id, id)
);

create table reports (
  institution_id uuid not null, session_id uuid not null,
  state text not null check (state in ('provisional', 'final')),
  readings jsonb not null, report jsonb not null,
  read_at timestamptz not null, next_at timestamptz,
  primary key (institution_id, session_id),
  foreign key (institution_id, session_id) references sessions (institution_id, id)
);

create table audit_log (
  institution_id uuid not null, id uuid not null,
  at timestamptz not null, seq bigint generated always as identity,
  who text not null, member_id uuid, session_id uuid, room_id uuid,
  what text not null, details jsonb not null default '{}',
  primary key (institution_id, id)
);
create index on audit_log (institution_id, session_id, seq);
