/** Texts of the mails about a whole course. `{title}` is the course's. */
export const courseMails = {
  labels: { course: "Course", teacher: "Teacher", times: "Times" },
  zone: "{city} time",
  zones: "{own} time; in brackets {course} time",
  became: "{before} → {now}",
  dates: "{n, plural, one {One date} other {# dates}}",
  more: "and {n, number} more on the page",
  line: { made: "New: {when}", cancelled: "Cancelled: {when}", waits: "no room yet" },
  note: "{name} writes:",
  buttons: { course: "Open the course's page", panel: "All your sessions", queue: "See requests without a room" },
  calendar: { panel: "All your sessions: {address}", page: "The course's page: {address}" },
  course_made: {
    subject: "Course confirmed: {title}",
    heading: "The course is made",
    text: "Nothing else needs to be done: each date is confirmed, and attendees get their links by themselves.",
    waits:
      "Some dates have no room yet. They wait, and get one in their turn if a room becomes free; an e-mail says so. The others are confirmed, and attendees get their links by themselves.",
  },
  course_changed: {
    subject: "Course changed: {title}",
    heading: "A course has changed",
    teacher: "This is how it is now. Attendees who had heard of it are told in one mail each, and their links stay the same.",
    attendee: "This is how it is now. Your links stay the same.",
  },
  course_cancelled: {
    subject: "Course cancelled: {title}",
    heading: "A course was cancelled",
    some: "Dates of a course were cancelled",
    teacher: "These dates do not take place. Attendees who had heard of them are told in one mail each.",
    attendee: "These dates do not take place. Your links to them lead nowhere any more.",
  },
  course_rooms_lost: {
    subject: "Dates of a course have no room any more: {title}",
    heading: "Dates of a course have no room any more",
    text: "The room of {n, plural, one {this date} other {these dates}} can’t be used then, and no other is free. {n, plural, one {It waits, and gets} other {They wait, and each gets}} one in turn if a room becomes free; an e-mail says so. The administrators know about it too.",
  },
  admin_course_waiting: {
    subject: "Dates of a course found no room: {title}",
    heading: "Dates of a course found no room",
    text: "{n, plural, one {# date waits} other {# dates wait}} in the queue and {n, plural, one {is} other {are}} served when a room becomes free. A room can also be assigned by hand, or the course held at another time.",
  },
};
