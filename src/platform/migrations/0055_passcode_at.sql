-- At what time of day, on the institution's clock, a timetable changes a classroom's passcode: at night, so that nobody is kept out of a lesson.
alter table classrooms add column passcode_at text not null default '03:00' check (passcode_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
