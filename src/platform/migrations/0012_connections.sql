-- One server may look after a demo institution, whose Zoom the sandbox plays, beside real ones.
alter table institutions add column zoom text not null default 'real' check (zoom in ('sandbox', 'real'));
update institutions set zoom = 'sandbox' where institution_id = '00000000-0000-4000-8000-000000000001';

alter table connections
  -- Whose it is, of a personal one.
  add column member_id uuid,
  -- Server-to-Server, or one of the two apps that people authorize.
  add column app text not null default 'account' check (app in ('account', 'admin', 'personal')),
  -- Client id, secret and webhook secret of an app that the institution made itself; null: the server's.
  add column own_app_sealed bytea,
  add column account_name text,
  -- Who authorized it, as Zoom knows the person.
  add column zoom_user_id text, add column zoom_user_email text, add column zoom_user_name text, add column zoom_role text,
  add column authorized_at timestamptz,
  -- What the token in force may do; null: not known yet.
  add column scopes text[],
  -- The Zoom user who hosts where no room does; null: none.
  add column default_host_id text,
  add column paused_at timestamptz,
  add foreign key (institution_id, member_id) references members (institution_id, id),
  add check ((kind = 'personal') = (member_id is not null)),
  drop constraint connections_state_check,
  add constraint connections_state_check check (state in ('connected', 'unreachable', 'reconnect needed', 'disconnected'));
create unique index on connections (institution_id) where kind = 'institution';
create unique index on connections (institution_id, member_id) where kind = 'personal';
create index on connections (account_id);

-- Sealed for the institution until now, for the connection from now on: the next call asks for another.
update connections set token_sealed = null, token_expires_at = null;
