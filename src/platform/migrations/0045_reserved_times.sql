-- Who is in a room within a stretch of time is asked for all rooms of an institution at once, by everybody who plans: the constraint's index is in order of hosts.
-- With whom it is about in the index, the rows themselves, which lie far apart, need not be read.
create index reserved_times on reservations using gist (institution_id, reserved) include (host_id, session_id);
