-- Since when somebody is to be a user of the Zoom account: in a team, by what the team says, and by the switch for all. Who was made before and is gone from Zoom is asked for anew.
alter table team_members add column joined_at timestamptz not null default '2000-01-01T00:00:00Z';
alter table teams add column makes_since timestamptz not null default '2000-01-01T00:00:00Z';
alter table provisioning add column on_since timestamptz not null default '2000-01-01T00:00:00Z';
