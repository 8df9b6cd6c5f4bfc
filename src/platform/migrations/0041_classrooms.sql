-- Whether Bedel may make Zoom users, and how. Without a row it may not.
create table provisioning (
  institution_id uuid primary key references institutions,
  revision integer not null default 1,
  switched_on boolean not null default false,
  -- When the user of a new member is made.
  makes_at text not null default 'accepted' check (makes_at in ('accepted', 'at once')),
  -- In the way that the account allows: by Zoom's invitation, at once in a domain of its own, or for single sign-on.
  made_as text not null default 'invited' check (made_as in ('invited', 'automatic', 'sso')),
  standing_link text not null default 'personal meeting' check (standing_link in ('personal meeting', 'meeting without fixed time'))
);

-- A team whose members are to be users of the institution's Zoom account, with a licence or without.
alter table teams add column makes_zoom_users boolean not null default false;
alter table teams add column gives_licence boolean not null default false;

-- A PostgreSQL of somebody else's in which classrooms are published. Only mapped columns of mapped rows are ever touched.
create table external_databases (
  institution_id uuid not null references institutions,
  id uuid not null,
  revision integer not null default 1,
  name text not null,
  host text not null,
  port integer not null,
  database text not null,
  user_name text not null,
  password_sealed bytea not null,
  tls text not null check (tls in ('verified', 'encrypted', 'none')),
  -- Who may have signed its certificate, where that is nobody whom everybody knows.
  ca text,
  -- Why it could not be spoken with when it was last tried, and when that was.
  trouble text, tried_at timestamptz,
  made_at timestamptz not null,
  primary key (institution_id, id)
);

-- Which row a key names there, and which of its columns hold what.
create table external_tables (
  institution_id uuid not null,
  id uuid not null,
  revision integer not null default 1,
  database_id uuid not null,
  name text not null,
  schema_name text not null,
  table_name text not null,
  key_column text not null,
  link_column text, name_column text, code_column text, passcode_column text,
  -- Rows that are Bedel's business at all: `{column, value}`.
  filter jsonb,
  -- What was found when it was last tried, and when.
  tried jsonb, tried_at timestamptz,
  made_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, database_id) references external_databases (institution_id, id)
);
create index on external_tables (institution_id, database_id);

-- A room with a standing link and passcode. The row that publishes it, and the one that holds its passcode, may be one, two, or none.
create table classrooms (
  institution_id uuid not null references institutions,
  id uuid not null,
  revision integer not null default 1,
  name text not null, code text not null default '',
  -- Address of its Zoom user, who may not be in the account yet.
  email text not null,
  host_id text,
  room_id uuid,
  state text not null check (state in ('being made', 'in use', 'replaced', 'retired')),
  -- Zoom's number of the standing meeting, and whether that is the user's personal one.
  meeting_id text, meeting_is_personal boolean,
  -- Join address and passcode, as Bedel set them last.
  standing_sealed bytea,
  link_table_id uuid, link_key text,
  passcode_table_id uuid, passcode_key text,
  -- The passcode changes by itself every so many days; null: when somebody says so.
  passcode_days integer, passcode_due_at timestamptz,
  -- When it was last held against Zoom and its rows, when it is next, and which side could not be read then: message keys.
  compared_at timestamptz, compare_at timestamptz, unread text,
  made_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, room_id) references rooms (institution_id, id),
  foreign key (institution_id, link_table_id) references external_tables (institution_id, id),
  foreign key (institution_id, passcode_table_id) references external_tables (institution_id, id)
);
create index on classrooms (institution_id, state);
create index on classrooms (institution_id, room_id);
create index on classrooms (institution_id, link_table_id);
create index on classrooms (institution_id, passcode_table_id);
create index classroom_compare on classrooms (compare_at);
create index classroom_passcode_due on classrooms (passcode_due_at) where passcode_due_at is not null;
-- No two classrooms in use publish in one row.
create unique index one_classroom_a_row on classrooms (institution_id, link_table_id, link_key) where state in ('being made', 'in use') and link_key is not null;

-- Where the mails of a Zoom user arrive. Nothing of them is kept: who may see what is in them sees it read there and then.
create table mailboxes (
  institution_id uuid not null references institutions,
  id uuid not null,
  revision integer not null default 1,
  -- The Zoom user's address.
  email text not null,
  host text not null, port integer not null,
  tls text not null check (tls in ('at once', 'on request', 'none')),
  user_name text not null, password_sealed bytea not null,
  -- What becomes of Zoom's mails that were read.
  afterwards text not null check (afterwards in ('leave', 'delete')),
  trouble text, tried_at timestamptz,
  made_at timestamptz not null,
  primary key (institution_id, id)
);
create unique index one_mailbox_an_address on mailboxes (institution_id, lower(email));

-- A list of steps for the outside world that is gone through one after the other, however long that takes.
create table runs (
  institution_id uuid not null references institutions,
  id uuid not null,
  kind text not null check (kind in ('zoom user', 'new classroom', 'replace classroom', 'change passcode', 'retire classroom', 'undo replacing', 'leaving')),
  -- What was asked, and what was found and done since; never a secret.
  asked jsonb not null,
  facts jsonb not null,
  -- Passwords, passcodes and join addresses that it needs, and the values that it replaced.
  secrets_sealed bytea,
  state text not null check (state in ('running', 'stopped', 'failed', 'done')),
  -- Asked for in one file.
  batch_id uuid, line integer,
  email text, member_id uuid, classroom_id uuid,
  asked_by uuid, asked_by_name text not null,
  asked_at timestamptz not null, ended_at timestamptz,
  -- When the next step is due; null: nothing goes on by itself.
  wake_at timestamptz,
  leased_by uuid, generation integer not null default 0,
  primary key (institution_id, id)
);
create index run_due on runs (wake_at) where wake_at is not null;
create index on runs (institution_id, asked_at);
create index on runs (institution_id, batch_id);
create index on runs (institution_id, member_id);
create index on runs (institution_id, lower(email));
create index on runs (institution_id, classroom_id);
-- One run at a time makes the user of an address, and one at a time changes a classroom.
create unique index one_run_an_address on runs (institution_id, lower(email)) where ended_at is null and email is not null;
create unique index one_run_a_classroom on runs (institution_id, classroom_id) where ended_at is null and classroom_id is not null;

create table run_steps (
  institution_id uuid not null,
  run_id uuid not null,
  ord integer not null,
  name text not null,
  state text not null check (state in ('to come', 'under way', 'waiting', 'failed', 'done', 'skipped')),
  -- Message key of what it waits for, or why it failed or was skipped; with values for the sentence.
  because text, "values" jsonb not null default '{}',
  tries integer not null default 0,
  at timestamptz, retry_at timestamptz,
  -- Who began it anew, if somebody did.
  by_name text,
  primary key (institution_id, run_id, ord),
  foreign key (institution_id, run_id) references runs (institution_id, id) on delete cascade
);

-- What the nightly comparison found apart, until it is settled.
create table drifts (
  institution_id uuid not null,
  id uuid not null,
  classroom_id uuid not null,
  what text not null,
  -- What each side says, for whoever settles it.
  sides_sealed bytea,
  found_at timestamptz not null,
  primary key (institution_id, id),
  unique (institution_id, classroom_id, what),
  foreign key (institution_id, classroom_id) references classrooms (institution_id, id)
);
