/** Why something can't be done with a course. */
export const courseRefusals = {
  // Its rule
  course_without_dates: "No date is left: the rule gives none, or each falls on a day that is left out.",
  course_too_many_dates: "A course has at most {most, number} dates. It can go on as another course.",
  rule_malformed: "This is no rule as RFC 5545 writes it, such as FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270630.",
  rule_not_of_courses: "A course recurs by days, weeks, months or years, with one time of day.",
  rule_never_ends: "A course must end: on a day, or after so many dates.",
  // The course as it stands
  course_cancelled_already: "The course was cancelled.",
  course_over: "Every date of this course has begun or is over.",
  course_date_not_ahead: "This date is no longer ahead: it has begun, is over, or was cancelled.",
  course_date_there: "The course has a date then already.",
  list_serves_course: "This is the list of a course, and serves the dates of the course alone.",
  course_start_of_one: "Another day can be chosen for one date only. For several, the rule is changed.",
  course_rule_before_date: "The new rule begins before the date that is changed.",
  course_rule_of_several: "One date has no rule of its own. The rule can be changed for this date and those that follow.",
  course_host_not_free: "The host has another meeting at one of the dates, here or planned in Zoom.",
  // Who teaches, who hosts
  teacher_unknown: "Nobody of the institution is meant by this. Whoever teaches is a member.",
  group_gone: "One of these groups is there no more. Please take it out.",
  named_host_is_room: "This Zoom user is a room. A course gets rooms by asking for rooms.",
};
