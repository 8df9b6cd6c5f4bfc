/** One week as a picture. */
export const week = {
  title: "Week",
  text: "What is on in one week, to look at and to hang up.",
  of: "Whose week",
  kind: { institution: "Institution", teacher: "Teacher", room: "Room", group: "Group" },
  which: { teacher: "Choose a teacher", room: "Choose a room", group: "Choose a group" },
  choose: "Whose week?",
  chooseText: "It is shown as soon as somebody is chosen above.",
  previous: "Previous week",
  next: "Next week",
  now: "This week",
  print: "Print",
  sessions: "{n, plural, =0 {no session} one {# session} other {# sessions}}",
  none: "Nothing is on in this week.",
  on: "On {day}",
  waiting: "No room yet",
  cancelled: "Cancelled",
};
