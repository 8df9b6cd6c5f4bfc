/** Why something can't be done to a course. */
export const courseRefusals = {
  course_without_dates: "Con esta regla y sin estos días el curso no tiene ninguna fecha.",
  course_too_many_dates: "Un curso tiene como máximo {most, number} fechas.",
  course_host_not_free: "El anfitrión tiene otra cosa a la hora de algunas fechas.",
  course_date_there: "El curso ya tiene una fecha a esta hora.",
  course_date_not_ahead: "Esta fecha ya pasó, o ya no es del curso.",
  course_start_of_one: "Otro día se puede dar a una sola fecha; para varias, hay que elegir otros días.",
  course_rule_before_date: "Los nuevos días no pueden empezar antes de la fecha para la que son.",
  course_rule_of_several: "Una sola fecha no se puede repetir.",
  course_cancelled_already: "El curso está cancelado.",
  course_over: "Todas las fechas del curso ya pasaron.",
  rule_malformed: "Esta regla no se puede leer. Una sería: FREQ=WEEKLY;BYDAY=MO,WE;COUNT=20",
  rule_not_of_courses: "Un curso se puede repetir por días, semanas, meses o años, a una sola hora del día.",
  rule_never_ends: "La regla debe terminar: con COUNT o con UNTIL.",
  teacher_unknown: "Esta persona no es de la institución, o ya la dejó.",
  named_host_is_room: "Este usuario de Zoom es una sala. Las salas las reparte Bedel; hay que nombrar a otra persona.",
};
