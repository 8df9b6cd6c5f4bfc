-- What Zoom knows an erased person by in a session, as prints made with the server's key: another reading is not to name the person again.
create table erased_marks (
  institution_id uuid not null, session_id uuid not null,
  print text not null,
  -- Whose: the attendee, or a print where the person is in no list.
  who text not null,
  primary key (institution_id, session_id, print),
  foreign key (institution_id, session_id) references sessions (institution_id, id)
);
