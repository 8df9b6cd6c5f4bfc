-- Who is in a room within a stretch of time is asked for all rooms of an institution at once, by everybody who plans: the constraint's index is in order of hosts.
create index on reservations using gist (institution_id, reserved);
