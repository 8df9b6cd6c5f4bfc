-- How well Zoom is heard: when something genuine came last, and how many were refused since when.
alter table connections
  add column heard_at timestamptz, add column validated_at timestamptz,
  add column refused integer not null default 0, add column refused_since timestamptz, add column refused_at timestamptz;
-- Of which meeting something was told, so that what was not told can be found out.
alter table webhooks add column event text, add column meeting_id text;
update webhooks set event = body ->> 'event', meeting_id = case when body ->> 'event' ~ '^(meeting|webinar)\.' then body #>> '{payload,object,id}' end;
create index on webhooks (institution_id, meeting_id, event, received_at) where meeting_id is not null;
