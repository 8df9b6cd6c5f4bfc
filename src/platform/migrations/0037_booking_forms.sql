-- Of the form by which somebody booked: who sends the same again is told of the booking, and nobody else who knows its id.
alter table bookings add column form_print bytea;
