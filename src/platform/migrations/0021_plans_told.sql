-- Zoom told that something was planned, moved or removed on a host that Bedel uses, or could not be read when somebody asked for that host: nobody has made sure yet
-- what is planned there now. However often that is: one row.
create table plans_told (
  institution_id uuid not null,
  host_id text not null,
  -- When Zoom told it last: what its lists say within moments of that may be older.
  told_at timestamptz not null,
  -- When the host's plans are read (again).
  read_at timestamptz not null,
  -- Since when it can't be read; null as long as it was not tried in vain.
  unread_since timestamptz,
  primary key (institution_id, host_id),
  foreign key (institution_id, host_id) references hosts (institution_id, id) on delete cascade
);
create index on plans_told (read_at);
