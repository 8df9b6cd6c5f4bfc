/** How often a course is, in one sentence, on screens and in mails. */
export const recurs = {
  day: "{every, plural, one {Todos los días} other {Cada # días}}",
  week: "{every, plural, one {Cada {days}} other {Cada # semanas, {days}}}",
  workdays: "{every, plural, one {De lunes a viernes} other {Cada # semanas, de lunes a viernes}}",
  month: "{every, plural, one {Cada mes} other {Cada # meses}}, {on}",
  onDay: "el día {day, number}",
  onLastDay: "el último día",
  onWeekday: "el {nth, select, 1 {primer} 2 {segundo} 3 {tercer} 4 {cuarto} 5 {quinto} other {último}} {weekday}",
  year: "{every, plural, one {Cada año} other {Cada # años}}, el {date}",
  own: "Según una regla propia",
  once: "El {date}",
  until: "hasta el {date}",
  times: "{n, plural, one {una vez} other {# veces}}",
  further: "{n, plural, one {# fecha más} other {# fechas más}}",
  sentence: "{days}, {time}",
};
