-- The second step. Secret and backup codes are sealed by the sign-in library, with a key of ours.
alter table people add column "twoFactorEnabled" boolean;
create table two_factors (
  id text primary key, secret text not null, "backupCodes" text not null, "userId" text not null references people on delete cascade,
  verified boolean not null default true, "failedVerificationCount" integer not null default 0, "lockedUntil" timestamptz
);
create index on two_factors ("userId");

-- Begun by single sign-on of one institution: no other can be entered with it.
alter table sign_ins add column "onlyInstitution" uuid references institutions on delete cascade;

-- What a mailed link lets its reader do, once. The link itself is never stored.
create table mailed_links (
  fingerprint bytea primary key, person_id text not null references people on delete cascade,
  purpose text not null check (purpose in ('sign in', 'new password')), expires_at timestamptz not null
);
create index on mailed_links (person_id);

-- How often something was tried, for all processes (machine time). The key is a fingerprint: it tells no address.
create table tries (key bytea primary key, begun_at timestamptz not null, count integer not null);

-- An institution's own OpenID provider, as its discovery document described it when it was saved.
create table single_sign_ons (
  institution_id uuid primary key references institutions on delete cascade,
  issuer text not null, client_id text not null, client_secret_sealed bytea not null,
  endpoints jsonb not null, newcomers boolean not null default false, revision integer not null default 1
);
-- Of two institutions on one server only one can have people sign in by a domain.
create table single_sign_on_domains (
  institution_id uuid not null references single_sign_ons on delete cascade, domain text not null unique,
  primary key (institution_id, domain)
);

update institutions set settings = '{"requireTwoFactor": false}' || settings;
