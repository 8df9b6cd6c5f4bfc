-- A date that the course gave up can come again, as a session of its own; only those that are held are one each. Deferred: with other days the dates of a
-- course take each other's names.
alter table sessions drop constraint one_session_a_date;
alter table sessions add constraint one_session_a_date exclude using btree (institution_id with =, course_id with =, course_date with =)
  where (course_id is not null and status <> 'cancelled') deferrable initially deferred;
create index on sessions (institution_id, course_id, course_date) where course_id is not null;
