-- What it takes of a host's time may be in pieces: while a change can be taken back the time before it is held too, and what another appointment has already is left out.
alter table booking_times add column piece smallint not null default 0;
alter table booking_times drop constraint booking_times_pkey;
alter table booking_times add primary key (institution_id, booking_id, member_id, piece);
