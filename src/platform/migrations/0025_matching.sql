-- What organizers said of people in a report whom nothing tells: which attendee it was, or nobody who was registered. Reports are read anew; this stays.
create table report_matches (
  institution_id uuid not null, session_id uuid not null,
  -- The guest's key in the report.
  guest text not null,
  -- Null: nobody who was registered.
  attendee_id uuid,
  -- Who said so; the name as it was then.
  member_id uuid not null, who text not null, at timestamptz not null,
  primary key (institution_id, session_id, guest),
  foreign key (institution_id, session_id) references sessions (institution_id, id),
  foreign key (institution_id, attendee_id) references attendees (institution_id, id) on delete cascade
);
create index on report_matches (institution_id, attendee_id);

-- The totals as they are shown, what organizers said included; they stay when the people are erased. `shares` counts those present
-- by their share of the session, from 0 to 100 %, so that any threshold can be asked about later.
alter table reports add column totals jsonb;
update reports r set
  totals = (r.report -> 'totals') - 'stayed75' || jsonb_build_object('shares', (
    select jsonb_agg(coalesce(counted.people, 0) order by share)
    from generate_series(0, 100) as share left join (
      select (row ->> 'share')::int as of, count(*) as people from jsonb_array_elements(r.report -> 'rows') as row
      where (row ->> 'attended')::boolean group by 1
    ) as counted on counted.of = share)),
  report = r.report || jsonb_build_object('ran', case when r.report -> 'real' = 'null'::jsonb then '[]'::jsonb else jsonb_build_array(r.report -> 'real') end);
alter table reports alter column totals set not null;

update institutions set settings = '{"attendanceThreshold": 75}'::jsonb || settings;

-- Who waits at the door of a meeting, beside who is in it: Zoom may give both the same id.
alter table sightings add column waiting boolean not null default false;
alter table sightings drop constraint sightings_pkey;
alter table sightings add primary key (institution_id, session_id, instance_id, key, waiting);
