-- Zoom counts calls by its account, not by institution: two institutions on one account share what it allows.
-- A permit is one call of a label that may be under way; held by a process until some time after the answer.
create table zoom_permits (
  account_id text not null, label text not null, n int not null,
  free_at timestamptz not null default 'epoch', held_by uuid,
  primary key (account_id, label, n)
) with (fillfactor = 40);

-- What was taken of a day's calls, in blocks.
create table zoom_days (
  account_id text not null, pot text not null, day date not null, calls int not null,
  primary key (account_id, pot, day)
);

-- How often meetings of a host were made, changed, ended or removed on a day (UTC), of which Zoom allows a hundred.
create table host_days (
  institution_id uuid not null, host_id text not null, day date not null, changes int not null,
  primary key (institution_id, host_id, day)
);
create index on sessions (institution_id, host_id, starts_at) where status = 'placed';
