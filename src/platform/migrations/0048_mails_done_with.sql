-- How its server can delete single mails, as far as it was asked: one without UIDPLUS would remove what others have marked as well.
alter table mailboxes add column deletes text check (deletes in ('for good', 'to the trash', 'only marked'));

-- Zoom's mails that are of no use any more and are to be deleted, until they are: the line may be cut meanwhile.
create table mails_done_with (
  institution_id uuid not null,
  mailbox_id uuid not null,
  what text not null check (what in ('activation', 'code')),
  -- Sent from then to then, both included.
  since timestamptz not null, until timestamptz not null,
  done_with_at timestamptz not null,
  tries integer not null default 0,
  next_at timestamptz not null,
  primary key (institution_id, mailbox_id, what, since),
  foreign key (institution_id, mailbox_id) references mailboxes on delete cascade
);
create index mails_done_with_next on mails_done_with (next_at);

-- Of runs that have come to neither yet, a classroom's passcode is set only once it is a room: what gives up between the two would leave its rows behind.
update run_steps s set name = case s.name when 'open_room' then 'set_passcode' else 'open_room' end
  where s.name in ('open_room', 'set_passcode')
    and exists (select from runs r where r.institution_id = s.institution_id and r.id = s.run_id and r.kind in ('new classroom', 'replace classroom'))
    and not exists (select from run_steps o where o.institution_id = s.institution_id and o.run_id = s.run_id and o.name in ('open_room', 'set_passcode') and (o.state <> 'to come' or o.tries > 0));
