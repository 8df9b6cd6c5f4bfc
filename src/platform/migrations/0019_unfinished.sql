alter table authorizations
  -- What Zoom gave for it, sealed, until it is known who stands behind it and where it belongs: what the same person gave before may be dead at Zoom by then.
  add column token_sealed bytea, add column token_expires_at timestamptz, add column refresh_sealed bytea, add column refresh_expires_at timestamptz, add column scopes text[],
  -- When it is gone on with, by whoever comes first: a process was killed over it, or Zoom did not answer.
  add column go_on_at timestamptz, add column tries integer not null default 0;
create index on authorizations (go_on_at) where go_on_at is not null;
