-- Who was removed from a session's list and may still be known to Zoom, where an address of the person's own would go on letting the person in.
create table removed_attendees (
  institution_id uuid not null, session_id uuid not null, email text not null,
  primary key (institution_id, session_id, email),
  foreign key (institution_id, session_id) references sessions (institution_id, id)
);
