/** Why something can't be done to a course. */
export const courseRefusals = {
  course_without_dates: "With this rule and without these days the course has no date at all.",
  course_too_many_dates: "A course has at most {most, number} dates.",
  course_host_not_free: "The host has something else at the time of some dates.",
  course_date_there: "The course has a date at this time already.",
  course_date_not_ahead: "This date is over, or no longer one of the course.",
  course_start_of_one: "Another day can be given to one date only; for several, choose other days.",
  course_rule_before_date: "The new days can't begin before the date that they are for.",
  course_rule_of_several: "One date can't recur.",
  course_cancelled_already: "The course is cancelled.",
  course_over: "All dates of the course are over.",
  rule_malformed: "This rule can't be read. One would be: FREQ=WEEKLY;BYDAY=MO,WE;COUNT=20",
  rule_not_of_courses: "A course can recur by days, weeks, months or years, at one time of day.",
  rule_never_ends: "The rule has to end: with COUNT, or with UNTIL.",
  teacher_unknown: "The teacher is nobody of the institution, or has left it.",
  named_host_is_room: "This Zoom user is a room. Rooms are given to dates by Bedel; somebody else has to be named.",
};
