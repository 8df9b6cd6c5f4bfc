-- A move has stopped a clock that was running: it runs on afterwards, also when the process was killed on the way.
alter table application_clock add column runs_on boolean not null default false;
