-- The Zoom user of a classroom that was replaced or retired is let go of later.
alter table runs drop constraint runs_kind_check;
alter table runs add constraint runs_kind_check check (kind in
  ('zoom user', 'new classroom', 'replace classroom', 'change passcode', 'new meeting', 'retire classroom', 'rename classroom', 'undo replacing', 'leaving', 'former user'));
