-- Attendees have no account. A panel is a person's own page in one institution, by e-mail address: it is made when its address is mailed for the first time.
create table panels (
  institution_id uuid not null references institutions,
  id uuid not null,
  -- In small letters, as attendees are looked up.
  email text not null,
  -- What the person chose; null: as the institution, and as each session.
  language text check (language in ('en', 'es')),
  zone text,
  -- The page's address and the calendar's are made from these names and kept nowhere: a calendar program that holds the one can't open the other.
  generation integer not null default 1,
  token_print bytea not null unique,
  feed_generation integer not null default 1,
  feed_print bytea not null unique,
  made_at timestamptz not null,
  primary key (institution_id, id)
);
create unique index on panels (institution_id, email);
-- A person's sessions, in one institution or in all.
create index on attendees (lower(email), institution_id);
-- How often the person's address has been made anew.
alter table attendees add column generation integer not null default 1;
