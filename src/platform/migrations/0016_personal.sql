-- Of members' own Zooms those that were disconnected stay as history, so that what was made by them is known to be out of reach.
drop index connections_institution_id_member_id_idx;
create unique index on connections (institution_id, member_id) where kind = 'personal' and state <> 'disconnected';
-- A Zoom user is one member's only: a second authorization would end the first at Zoom.
create unique index on connections (institution_id, zoom_user_id) where kind = 'personal' and state <> 'disconnected';

alter table connections
  -- Of a member's own: when Zoom is told (again) to end what opens it, how often it was, and what kept it from answering. Until it has confirmed the tokens are kept, sealed.
  add column ending_at timestamptz, add column ending_tries integer not null default 0, add column ending_trouble text,
  -- What became of it when its member and the member's sessions were last told.
  add column settled_as text not null default 'disconnected' check (settled_as in ('serves', 'reconnect needed', 'disconnected'));
create index on connections (ending_at) where ending_at is not null;

-- A member has authorized another Zoom user than the one that is connected: used as soon as the member says so.
create table personal_candidates (
  institution_id uuid not null references institutions,
  id uuid not null,
  member_id uuid not null,
  account_id text not null,
  zoom_user_id text not null, zoom_user_email text not null, zoom_user_name text not null, zoom_role text not null, zoom_role_id text not null, zoom_user_licensed boolean not null,
  number bigint not null,
  token_sealed bytea not null, token_expires_at timestamptz not null, refresh_sealed bytea, refresh_expires_at timestamptz, scopes text[],
  made_at timestamptz not null,
  primary key (institution_id, id),
  unique (institution_id, member_id),
  foreign key (institution_id, member_id) references members (institution_id, id) on delete cascade
);
