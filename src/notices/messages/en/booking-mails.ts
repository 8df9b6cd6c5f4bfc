/** Texts of the mails about an appointment that somebody booked. `{title}` is made of the kind of appointment and of who is met. */
export const bookingMails = {
  title: { attendee: "{type} with {host}", host: "{name} ({type})" },
  labels: { type: "Appointment", host: "With", who: "Booked by", guests: "Also invited", when: "When", before: "Before", now: "Now", where: "Where" },
  place: { telephone: "By telephone: {text}" },
  message: "What was written with it:",
  link: "This link is yours alone. It stays the same if the appointment is moved.",
  zoomAway: {
    attendee:
      "Zoom can't be reached at the moment. The appointment stands, and nothing has to be done: this link leads to the meeting as soon as Zoom answers again. It stays the same if the appointment is moved.",
    host: "Zoom can't be reached at the moment. The appointment stands: the meeting is made as soon as Zoom answers again, and the links that were mailed lead there.",
  },
  change: "Move it, cancel it or bring somebody along:",
  buttons: { join: "Join on Zoom", session: "Open the session's page", bookings: "See all bookings" },
  calendar: { join: "Link to join: {address}", change: "Move or cancel: {address}", page: "Its page: {address}" },
  booking_made: {
    subject: "Booked: {title}",
    heading: "An appointment is booked",
    own: "It is confirmed, and nothing else needs to be done.",
    guest: "{name} has booked it and invites you to it. Nothing needs to be done.",
    host: "It is confirmed, and stands in your calendar with the entry of this mail. Whoever comes has been told.",
  },
  booking_moved: {
    subject: "Moved: {title}",
    heading: "An appointment was moved",
    attendee: "This is its time now.",
    host: "This is its time now. Whoever comes has been told.",
  },
  booking_cancelled: {
    subject: "Cancelled: {title}",
    heading: "An appointment was cancelled",
    byGuest: "Whoever booked it has cancelled it. It does not take place.",
    byHost: "It was cancelled by the host. It does not take place.",
  },
  booking_off_list: {
    subject: "No longer on the list: {title}",
    heading: "You are no longer on the list of an appointment",
    text: "You were taken off its list: it is in your calendar no more, and your link leads nowhere. It may take place without you.",
  },
  booking_reminder: {
    subject: "Reminder: {title}",
    heading: "An appointment is coming up",
    text: "This is a reminder. Nothing needs to be done.",
  },
  booking_clash: {
    subject: "Two appointments at once: {title}",
    heading: "Two appointments are at the same time",
    text: "This one was moved, outside the page where appointments are booked, to a time at which another appointment is booked with you. Both stand: please move or cancel one of them.",
  },
};
