-- A classroom's name and code are changed in Zoom and in its rows as well.
alter table runs drop constraint runs_kind_check;
alter table runs add constraint runs_kind_check
  check (kind in ('zoom user', 'new classroom', 'replace classroom', 'change passcode', 'retire classroom', 'rename classroom', 'undo replacing', 'leaving'));
