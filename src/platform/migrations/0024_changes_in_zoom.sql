-- What somebody changes in Zoom itself is followed where that can be had; administrators may choose that it is put back.
update institutions set settings = settings || '{"changesInZoom": "follow"}';

-- When the plans of a host are next compared with the sessions that it has: what no webhook told is found.
create table comparisons (
  institution_id uuid not null,
  host_id text not null,
  next_at timestamptz not null,
  primary key (institution_id, host_id)
);
create index on sessions (institution_id, host_id, starts_at) where status = 'placed' and meeting is not null;
