-- Numbers what people bring back from Zoom, in the order in which it came: of two authorizations by one person only the later one lives at Zoom.
create sequence authorization_numbers;

-- Somebody was sent to Zoom to authorize one of our apps, and has not come back, or has.
create table authorizations (
  institution_id uuid not null references institutions,
  id uuid not null,
  purpose text not null check (purpose in ('institution', 'link', 'personal')),
  -- Whoever began it here; null for a mailed link, whose reader needs no account.
  member_id uuid,
  link_id uuid,
  client_id text not null,
  -- The state that goes along to Zoom and back, and the cookie of the browser that was sent: neither is kept in clear.
  state_print bytea not null unique,
  browser_print bytea not null,
  verifier_sealed bytea not null,
  -- By which authorization the institution was connected when this one began.
  since_number bigint not null default 0,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_number bigint,
  -- How it ended, as a message key under `connecting.outcomes`, with its values.
  outcome text, details jsonb,
  primary key (institution_id, id),
  foreign key (institution_id, member_id) references members (institution_id, id) on delete cascade
);

-- What an administrator of the institution sends to the administrator of its Zoom account. The token is made of the id and never kept.
create table connection_links (
  institution_id uuid not null references institutions,
  id uuid not null,
  token_print bytea not null unique,
  made_by text not null,
  -- Null: it was copied, and sent in another way.
  email text,
  language text not null check (language in ('en', 'es')),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz, authorized_at timestamptz, revoked_at timestamptz,
  primary key (institution_id, id)
);

-- Authorized at Zoom, and not used before an administrator has said that it is the right account.
create table connection_candidates (
  institution_id uuid not null references institutions,
  id uuid not null,
  link_id uuid,
  app text not null check (app in ('account', 'admin')),
  own_app_sealed bytea,
  account_id text not null,
  zoom_user_id text, zoom_user_email text, zoom_user_name text, zoom_role text, zoom_role_id text, zoom_user_licensed boolean,
  number bigint not null,
  token_sealed bytea, token_expires_at timestamptz, refresh_sealed bytea, refresh_expires_at timestamptz, scopes text[],
  made_at timestamptz not null,
  primary key (institution_id, id)
);

alter table connections
  add column authorization_number bigint not null default 0,
  -- Of whoever authorized, the role by Zoom's id of it, and whether there is a licence; null with Server-to-Server.
  add column zoom_role_id text,
  add column zoom_user_licensed boolean;
