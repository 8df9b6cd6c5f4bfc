-- What people allowed at Zoom and nobody uses here (any more): kept, sealed, until Zoom has confirmed that it is ended or knows it no more.
create table grants_given_up (
  institution_id uuid not null references institutions,
  id uuid not null,
  app text not null check (app in ('admin', 'personal')),
  -- By which app's keys it can be ended; null: this server had none when it was given up.
  client_id text,
  -- Who allowed it; null where Zoom was not asked before it was given up.
  account_id text, zoom_user_id text, zoom_user_email text,
  -- Of a member's own Zoom, whose it was to be.
  member_id uuid,
  token_sealed bytea not null, token_expires_at timestamptz not null, refresh_sealed bytea, refresh_expires_at timestamptz, scopes text[],
  given_up_at timestamptz not null,
  -- When Zoom is told (again), how often it was, and what kept it from confirming.
  tell_at timestamptz not null, tries integer not null default 0, trouble text,
  primary key (institution_id, id)
);
create index on grants_given_up (tell_at);
