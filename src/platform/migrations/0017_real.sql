-- A real institution goes by the application's time: from then on it is the computer's, and can be neither moved nor stopped.
alter table application_clock add column kept boolean not null default false;
update application_clock set kept = exists (select from institutions where zoom = 'real');

-- The demo institution was removed: no start begins it anew.
create table removed_demo (one boolean primary key default true check (one), removed_at timestamptz not null);

-- Since when the list of what is still to be set up is out of sight.
alter table institutions add column setup_put_away_at timestamptz;
