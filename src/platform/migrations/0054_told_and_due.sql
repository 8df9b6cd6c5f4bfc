-- When the newest one-time passcode came that was told to whoever had the room: none that is older is told from then on. The passcode itself is kept nowhere.
alter table mailboxes add column code_told_at timestamptz;
