-- By which clock a classroom's next passcode was reckoned: where the institution has another by now, it is reckoned anew.
alter table classrooms add column passcode_zone text;
update classrooms c set passcode_zone = i.settings ->> 'zone' from institutions i where i.institution_id = c.institution_id;
