alter table connections
  -- Somebody here is ending it: nothing new is made by it, and its tokens are kept until Zoom has confirmed that they are worth nothing. `leaving`: who, and which rooms stay open.
  add column leaving_at timestamptz, add column leaving jsonb,
  -- When Zoom is told (again) to end the tokens, how often it was, and what kept it from answering.
  add column revoke_at timestamptz, add column revoke_tries integer not null default 0, add column revoke_trouble text,
  -- When somebody last asked Zoom on purpose whether the connection holds; `probe_asked`: something speaks against it, so at once.
  add column probed_at timestamptz, add column probe_asked boolean not null default false,
  -- What its sessions were last told that it does for them; see `service`.
  add column known_as text not null default 'connected';

alter table connections
  -- What it does for sessions: what does not answer will, and what is being ended makes nothing new.
  add column service text generated always as (case
    when state = 'disconnected' or leaving_at is not null then 'disconnected'
    when state = 'reconnect needed' then state
    when paused_at is not null then 'paused'
    else 'connected' end) stored;
update connections set known_as = service;

-- How many calls were made by a connection on one of Zoom's days, by Zoom's labels.
create table zoom_calls (
  institution_id uuid not null, connection_id uuid not null, day date not null, label text not null, calls integer not null,
  primary key (institution_id, connection_id, day, label),
  foreign key (institution_id, connection_id) references connections (institution_id, id) on delete cascade
);

-- After somebody removed the app at Zoom, what came from that account has to be deleted here; kept for ever, as the proof that it was.
create table zoom_erasures (
  institution_id uuid not null, id uuid not null, connection_id uuid not null,
  account_id text not null, begun_at timestamptz not null, due_at timestamptz not null,
  -- Connected again before then.
  stopped_at timestamptz,
  erased_at timestamptz, deleted jsonb,
  primary key (institution_id, id)
);
create index on zoom_erasures (due_at) where stopped_at is null and erased_at is null;
