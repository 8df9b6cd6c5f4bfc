-- A list of attendees that serves one session or several, as an event's programme does. Whoever is on it has a row in `attendees` in each of its coming sessions.
create table attendee_lists (
  institution_id uuid not null references institutions,
  id uuid not null,
  name text not null,
  owner_id uuid not null,
  made_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, owner_id) references members (institution_id, id)
);
create table listed_people (
  institution_id uuid not null,
  id uuid not null,
  list_id uuid not null,
  name text not null, email text not null,
  added_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, list_id) references attendee_lists (institution_id, id) on delete cascade
);
create unique index on listed_people (institution_id, list_id, lower(email));

alter table sessions add column list_id uuid;
alter table sessions add foreign key (institution_id, list_id) references attendee_lists (institution_id, id);
create index on sessions (institution_id, list_id) where list_id is not null;

-- Null: added to this session alone.
alter table attendees add column listed_id uuid;
create index on attendees (institution_id, listed_id) where listed_id is not null;

-- The public page `/r/…` of a session or of a list, where people register by themselves.
create table registration_pages (
  institution_id uuid not null references institutions,
  id uuid not null,
  -- Its address: known to whoever may register, so it is no secret.
  slug text not null unique,
  session_id uuid, list_id uuid,
  open boolean not null,
  opens_at timestamptz, closes_at timestamptz,
  capacity integer check (capacity > 0),
  consent_text text not null, consent_needed boolean not null,
  revision integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, session_id), unique (institution_id, list_id),
  check ((session_id is null) <> (list_id is null)),
  foreign key (institution_id, session_id) references sessions (institution_id, id),
  foreign key (institution_id, list_id) references attendee_lists (institution_id, id) on delete cascade
);

-- Who asked by such a page. Nobody is on the list before the mailed address was opened and the button there pressed.
create table registrations (
  institution_id uuid not null,
  id uuid not null,
  page_id uuid not null,
  name text not null, email text not null,
  language text not null, zone text not null,
  -- Of the mailed address, which is made from the id and stored nowhere.
  token_print bytea not null unique,
  -- The words that were agreed to; null: nothing was asked.
  consent text,
  asked_at timestamptz not null, expires_at timestamptz not null,
  confirmed_at timestamptz, cancelled_at timestamptz,
  attendee_id uuid, listed_id uuid,
  primary key (institution_id, id),
  foreign key (institution_id, page_id) references registration_pages (institution_id, id) on delete cascade
);
create unique index on registrations (institution_id, page_id, lower(email));
create index on registrations (institution_id, lower(email));
create index on registrations (institution_id, page_id, expires_at) where confirmed_at is null;
