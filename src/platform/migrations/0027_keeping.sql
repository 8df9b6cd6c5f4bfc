-- For how long the people of a session are kept after it.
update institutions set settings = '{"retentionDays": 365}' || settings;
-- When it is looked at next whose time is over; null: at once.
alter table institutions add column erasing_at timestamptz;

-- Sessions whose people are erased. The sessions and their totals stay.
create table erased_sessions (
  institution_id uuid not null, session_id uuid not null,
  erased_at timestamptz not null,
  primary key (institution_id, session_id),
  foreign key (institution_id, session_id) references sessions (institution_id, id)
);
create index on webhooks (institution_id, received_at) where body <> '{}';
create index on deliveries (institution_id, lower(to_email));
create index on attendees (institution_id, lower(email));
create index on audit_log (institution_id, what, seq);
create index on listed_people (institution_id, lower(email));
