-- One process at a time asks Zoom for a token. The lease ends by itself, so that one that died or hangs is overtaken; the generation
-- counts the tokens that were kept, so that whoever is overtaken replaces none that came later.
alter table connections
  add column token_leased_by uuid,
  add column token_leased_until timestamptz,
  add column token_generation bigint not null default 0,
  add column refresh_sealed bytea,
  add column refresh_expires_at timestamptz,
  -- Zoom's code for why it has to be reconnected, where Zoom named one.
  add column trouble_code integer;

-- The key of all that is sealed, wrapped by the configured secret that `fingerprint` names. Null: the secret itself is that key, as it was before.
alter table server_key add column data_key_wrapped bytea;
