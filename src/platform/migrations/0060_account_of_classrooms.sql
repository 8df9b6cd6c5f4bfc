-- Id of the Zoom account in which a classroom's Zoom user is, known once another one was connected, and whether that is another one than is connected. Until now only the run
-- that made the classroom knew it, which is forgotten in time.
alter table classrooms add column zoom_account text, add column in_former_account boolean not null default false;
update classrooms c set zoom_account = r.facts ->> 'ofAccount', in_former_account = coalesce((r.facts ->> 'isOfFormerAccount')::boolean, false)
from runs r where r.institution_id = c.institution_id and r.id = c.id and c.host_id is not null and r.facts ->> 'ofAccount' is not null;

-- Whether letting go of a user was asked of Zoom is written down before the call from now on. Of a replacing that stands there since before it is not known, unless its reason says that it had not come so far.
update runs r set facts = r.facts || '{"farewellSince": 0}'::jsonb from run_steps s
where s.institution_id = r.institution_id and s.run_id = r.id and r.kind = 'replace classroom' and s.name = 'retire_user' and s.state in ('waiting', 'failed', 'under way')
  and coalesce(s.because, '') not in ('sessions_stay', 'provisioning_off', 'user_hosts_sessions', 'user_of_former_account');
