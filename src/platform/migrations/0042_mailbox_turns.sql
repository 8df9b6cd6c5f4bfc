-- Whoever reads a mailbox, and until when at most: servers allow few connections, and two readers would delete from under each other.
alter table mailboxes add column turn_of uuid, add column turn_until timestamptz;
