-- Where a session's host comes from, and by which connection its meeting is made; null: the institution's.
alter table sessions add column source text not null default 'pool' check (source in ('pool', 'default host', 'personal'));
alter table sessions add column via uuid;
-- Which Zoom user of the organizer's own may open the room's meeting, or why none.
alter table sessions add column alternative jsonb;
create index on sessions (institution_id, host_id, ends_at) where source <> 'pool';

-- Null: a user of the institution's account. Otherwise one who is known through a personal connection to another account.
alter table hosts add column connection_id uuid;
-- When it was last read what is planned on this host beside Bedel.
alter table hosts add column busy_read_at timestamptz;
create index on hosts (institution_id, lower(email));

-- Several lanes can be taken at once: a webinar leaves nothing else to its host.
alter table reservations drop constraint one_session_at_a_time;
alter table reservations drop column lane;
alter table reservations add column lanes int4range not null default '[1,2)' check (not isempty(lanes));
alter table reservations add constraint one_session_at_a_time exclude using gist (institution_id with =, host_id with =, lanes with &&, reserved with &&);

alter table rooms drop constraint rooms_handover_check;
alter table rooms add constraint rooms_handover_check check (handover in ('credentials', 'start link', 'alternative host'));

update institutions set settings = settings || '{"endHosted": false}';
update sessions set policy = policy || '{"endHosted": false}';
update sessions set undo = jsonb_set(undo, '{before,policy}', (undo -> 'before' -> 'policy') || '{"endHosted": false}') where undo -> 'before' -> 'policy' is not null;
