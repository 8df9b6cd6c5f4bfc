-- Refused: the mail server said no to this address, for good. Bounced: it took the mail, and a report of failure came later.
alter table deliveries drop constraint deliveries_state_check;
alter table deliveries add constraint deliveries_state_check
  check (state in ('queued', 'sending', 'sent', 'failed', 'refused', 'ambiguous', 'bounced', 'withdrawn'));

-- The one before did not have those that were withdrawn, so no question could use it.
drop index deliveries_institution_id_session_id_idx1;
create index on deliveries (institution_id, session_id) where step is not null and not settled and state not in ('queued', 'sending');

-- In the order in which they go: the links of sessions that start together are all due at once, and each look sorted all of them.
drop index deliveries_due_at_idx;
create index on deliveries (due_at, key) where state in ('queued', 'sending');

-- What an organizer wrote to all attendees of a session. Its mails are deliveries whose facts name it.
create table notes_to_all (
  institution_id uuid not null, id uuid not null, session_id uuid not null,
  subject text not null, body text not null,
  written_by text not null, member_id uuid, written_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, session_id) references sessions (institution_id, id)
);
create index on notes_to_all (institution_id, session_id, written_at);
