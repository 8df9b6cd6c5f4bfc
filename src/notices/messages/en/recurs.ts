/** How often a course is, in one sentence, on screens and in mails. */
export const recurs = {
  day: "{every, plural, one {Every day} other {Every # days}}",
  week: "{every, plural, one {Every {days}} other {Every # weeks on {days}}}",
  workdays: "{every, plural, one {Monday to Friday} other {Every # weeks, Monday to Friday}}",
  month: "{every, plural, one {Every month} other {Every # months}} {on}",
  onDay: "on the {day, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}",
  onLastDay: "on the last day",
  onWeekday: "on the {nth, select, 1 {first} 2 {second} 3 {third} 4 {fourth} 5 {fifth} other {last}} {weekday}",
  year: "{every, plural, one {Every year} other {Every # years}} on {date}",
  own: "By a rule of its own",
  once: "On {date}",
  until: "until {date}",
  times: "{n, plural, one {once} other {# times}}",
  further: "{n, plural, one {# further date} other {# further dates}}",
  sentence: "{days}, {time}",
};
