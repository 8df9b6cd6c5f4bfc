-- Id of the Zoom account in which a classroom's Zoom user is, known once another one was connected, and whether that is another one than is connected. Until now only the run
-- that made the classroom knew it, which is forgotten in time.
alter table classrooms add column zoom_account text, add column in_former_account boolean not null default false;
update classrooms c set zoom_account = r.facts ->> 'ofAccount', in_former_account = coalesce((r.facts ->> 'isOfFormerAccount')::boolean, false)
from runs r where r.institution_id = c.institution_id and r.id = c.id and c.host_id is not null and r.facts ->> 'ofAccount' is not null;
