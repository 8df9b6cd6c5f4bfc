/** Why an appointment can't be booked, or not at that time. */
export const timeRefusals = {
  booking_not_active: "It is turned off, so nobody can book it.",
  booking_host_gone: "This host is no member of the institution any more.",
  booking_zoom_not_in_force: "The Zoom by which its meetings would be made is not connected at the moment.",
  booking_zoom_unread: "What is planned in Zoom could not be read for too long, so no time is offered.",
  booking_calendar_unread: "A calendar that was added could not be read for too long, so no time is offered.",
  booking_no_room: "No room is turned on that Bedel gives by itself.",
  booking_too_soon: "This time is too near: it can't be booked any more.",
  booking_too_far_ahead: "This time is too far ahead: it can't be booked yet.",
  booking_outside_hours: "This time is not offered.",
};
