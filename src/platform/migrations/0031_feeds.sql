-- The secret address by which a calendar program follows what is on in a room, or what somebody teaches. It is made from this name and kept nowhere.
create table calendar_feeds (
  institution_id uuid not null references institutions,
  id uuid not null,
  room_id uuid,
  member_id uuid,
  generation integer not null default 1,
  -- Null: it was ended, and no address leads here.
  print bytea unique,
  primary key (institution_id, id),
  unique (institution_id, room_id),
  unique (institution_id, member_id),
  foreign key (institution_id, room_id) references rooms (institution_id, id) on delete cascade,
  foreign key (institution_id, member_id) references members (institution_id, id) on delete cascade,
  check ((room_id is null) <> (member_id is null))
);

-- The courses of a person, and where a person is on lists.
create index on listed_people (institution_id, lower(email));
