-- Since when somebody is no member any more. The row stays: past sessions and the history name the person.
alter table members add column left_at timestamptz;

-- In which of the person's institutions this sign-in works; null: in the first.
alter table sign_ins add column "institutionId" uuid references institutions;

create table teams (
  institution_id uuid not null references institutions,
  id uuid not null,
  name text not null,
  primary key (institution_id, id)
);
create unique index one_team_of_a_name on teams (institution_id, lower(name));

create table team_members (
  institution_id uuid not null, team_id uuid not null, member_id uuid not null,
  primary key (institution_id, team_id, member_id),
  foreign key (institution_id, team_id) references teams (institution_id, id) on delete cascade,
  foreign key (institution_id, member_id) references members (institution_id, id)
);

-- The mailed address is never stored: it is made anew from the id and the generation, and looked up by its print. Sending it again makes the former one void.
create table invitations (
  institution_id uuid not null references institutions,
  id uuid not null,
  email text not null, name text not null, role text not null check (role in ('owner', 'admin', 'organizer')), team_ids uuid[] not null,
  token_print bytea not null unique, generation integer not null default 1,
  invited_by uuid not null,
  made_at timestamptz not null, sent_at timestamptz not null, expires_at timestamptz not null,
  accepted_at timestamptz, revoked_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, invited_by) references members (institution_id, id)
);
create unique index one_open_invitation on invitations (institution_id, email) where accepted_at is null and revoked_at is null;

-- One-time addresses that the operator is shown in the terminal: whoever opens one founds an institution that is not there yet.
-- `first`: works only while nobody is member of anything. Otherwise the operator said what it is called and whose it is.
create table beginnings (
  id uuid primary key,
  first boolean not null,
  institution_name text, email text,
  token_print bytea not null unique,
  made_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz,
  check (first = (institution_name is null) and first = (email is null))
);
